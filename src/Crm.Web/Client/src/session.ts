// A circuit sends no requests, so work on an open page would not keep the session alive. A person who does nothing
// for half an hour is still signed out.
const every = 5 * 60 * 1000;
let acted = false;

export const begin = (): void => {
  for (const kind of ['keydown', 'pointerdown'])
    document.addEventListener(kind, () => { acted = true; }, { passive: true });
  setInterval(() => {
    if (!acted) return;
    acted = false;
    void fetch('/account/alive', { cache: 'no-store', redirect: 'manual' }).catch(() => undefined);
  }, every);
};
