// Runs before the body is painted. Where the look follows the system, the server must know the system's choice;
// when its guess was wrong the page is asked for once more, before anything was drawn.
const root = document.documentElement;
const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
document.cookie = `crm.scheme=${scheme}; path=/; max-age=31536000; samesite=lax`;

// Without cookies the second answer would be the same as the first.
const remembered = document.cookie.includes(`crm.scheme=${scheme}`);
if (root.dataset.look === 'system' && root.dataset.scheme !== scheme && remembered) {
  root.style.visibility = 'hidden';
  location.reload();
}
