// Text that was typed but not sent survives a lost connection or a reload: fields with data-keep="name" are mirrored
// into the session storage of this tab and put back when the field appears empty.
type Field = HTMLInputElement | HTMLTextAreaElement;

const selector = 'input[data-keep], textarea[data-keep]';
const keyOf = (field: Field): string => `crm.keep:${location.pathname}:${field.dataset.keep}`;
const isField = (node: EventTarget | null): node is Field => node instanceof Element && node.matches(selector);

const restore = (field: Field): void => {
  const kept = sessionStorage.getItem(keyOf(field));
  if (kept === null || field.value !== '' || field.dataset.kept === 'yes') return;
  field.dataset.kept = 'yes';
  field.value = kept;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
};

const restoreIn = (root: ParentNode): void => root.querySelectorAll<Field>(selector).forEach(restore);

/** Events dispatched before the page is interactive would reach nobody, so the layout says when. */
let interactive = false;

export const ready = (): void => {
  interactive = true;
  document.documentElement.dataset.interactive = 'yes';
  restoreIn(document);
};

export const clear = (name: string): void => sessionStorage.removeItem(`crm.keep:${location.pathname}:${name}`);

export const begin = (): void => {
  document.addEventListener('input', (event) => {
    if (!isField(event.target) || event.target.type === 'password') return;
    if (event.target.value === '') sessionStorage.removeItem(keyOf(event.target));
    else sessionStorage.setItem(keyOf(event.target), event.target.value);
  });
  new MutationObserver((changes) => {
    if (!interactive) return;
    for (const change of changes)
      for (const node of change.addedNodes)
        if (isField(node)) restore(node);
        else if (node instanceof Element) restoreIn(node);
  }).observe(document.body, { childList: true, subtree: true });
};
