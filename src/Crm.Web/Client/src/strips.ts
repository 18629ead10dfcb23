// A row of tabs or stages that is wider than the screen shows the one that is current, wherever it stands in the row.
const strips = '.crm-settings-nav, .inbox-tabs, .report-tabs, .crm-board-tabs, .crm-path';
const current = '[aria-current], [aria-selected=true]';
const shown = new WeakMap<Element, Element>();
let due = false;

const reveal = (): void => {
  due = false;
  for (const strip of document.querySelectorAll<HTMLElement>(strips)) {
    const item = strip.querySelector<HTMLElement>(current);
    if (item === null || shown.get(strip) === item || strip.clientWidth === 0) continue;
    // Whoever scrolls the row herself is left alone until another one becomes current.
    shown.set(strip, item);
    const [row, place] = [strip.getBoundingClientRect(), item.getBoundingClientRect()];
    strip.scrollLeft += place.left - row.left - (row.width - place.width) / 2;
  }
};

const soon = (): void => {
  if (due) return;
  due = true;
  requestAnimationFrame(reveal);
};

export const begin = (): void => {
  new MutationObserver(soon).observe(document, { subtree: true, childList: true, attributeFilter: ['aria-current', 'aria-selected'] });
  soon();
};
