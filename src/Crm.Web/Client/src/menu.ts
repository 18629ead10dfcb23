// Menus made of <details> close like menus: on Escape, on a click elsewhere, when focus leaves.
const close = (except: EventTarget | null = null): void =>
  document.querySelectorAll<HTMLDetailsElement>('details.menu[open]').forEach((menu) => {
    if (!(except instanceof Node) || !menu.contains(except)) menu.open = false;
  });

export const begin = (): void => {
  document.addEventListener('click', (event) => close(event.target));
  document.addEventListener('focusin', (event) => close(event.target));
  document.addEventListener('keydown', (event) => {
    const open = document.querySelector<HTMLDetailsElement>('details.menu[open]');
    if (event.key !== 'Escape' || open === null) return;
    close();
    open.querySelector('summary')?.focus();
  });
  // The base address would turn "#main" into a link to the start page.
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('a.skip') === null) return;
    event.preventDefault();
    document.getElementById('main')?.focus();
  }, true);
};
