// A list that keys walk through: inside [data-keylist] each [data-keyrow] has one [data-keyitem] that takes the focus.
const ways: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

const isVisible = (item: HTMLElement): boolean => item.offsetParent !== null;

/** Arrows scroll the page unless the focus is in the list, or nowhere in particular. */
const isResting = (active: Element | null): boolean => active === null || active.matches('body, h1, main');

/** @returns whether the key moved the selection. */
export const step = (key: string): boolean => {
  const list = document.querySelector<HTMLElement>('[data-keylist]');
  const way = ways[key];
  if (list === null || way === undefined) return false;
  const active = document.activeElement;
  if (key.startsWith('Arrow') && !list.contains(active) && !isResting(active)) return false;
  const items = [...list.querySelectorAll<HTMLElement>('[data-keyitem]')].filter(isVisible);
  const rowOf = (item: HTMLElement): Element => item.closest('[data-keyrow]') ?? item;
  const inside = items.findIndex((item) => rowOf(item).contains(active));
  const selected = items.findIndex((item) => rowOf(item).getAttribute('data-selected') === 'yes');
  const target = inside >= 0 ? items[Math.min(Math.max(inside + way, 0), items.length - 1)] : items[Math.max(selected, 0)];
  if (target === undefined) return false;
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
  return true;
};
