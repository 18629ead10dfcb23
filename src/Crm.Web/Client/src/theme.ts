// Tells the layout when the system changes between light and dark while the page is open.
type Layout = { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> };

const system = matchMedia('(prefers-color-scheme: dark)');
let layout: Layout | undefined;

system.addEventListener('change', () => {
  document.cookie = `crm.scheme=${system.matches ? 'dark' : 'light'}; path=/; max-age=31536000; samesite=lax`;
  if (document.documentElement.dataset.look !== 'system') return;
  document.documentElement.dataset.scheme = system.matches ? 'dark' : 'light';
  void layout?.invokeMethodAsync('SystemChanged', system.matches);
});

export const watch = (page: Layout): void => { layout = page; };
