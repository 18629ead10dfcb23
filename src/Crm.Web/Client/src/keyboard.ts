// One listener for all hotkeys. A page registers the keys it answers to; keys typed into a field stay text.
type Page = { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> };

const pages = new Map<number, { page: Page; keys: Set<string> }>();
let next = 1;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
    || target.closest('[role=dialog], [role=listbox], [role=menu]') !== null);

// Enter and space on a focused control belong to the control.
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary, [role=button]') !== null;

const marks = (event: KeyboardEvent): string => `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;

const nameOf = (event: KeyboardEvent): string => marks(event) + (event.shiftKey && event.key.length > 1 ? 'Shift+' : '') + event.key;

/** The letter by its place, so that "j" works on a Russian layout as well. */
const placeOf = (event: KeyboardEvent): string => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter === undefined ? nameOf(event) : marks(event) + (event.shiftKey ? letter : letter.toLowerCase());
};

export const begin = (): void => document.addEventListener('keydown', (event) => {
  const typed = isTyping(event.target) && !event.ctrlKey && !event.metaKey && event.key !== 'Escape';
  if (event.defaultPrevented || event.isComposing || typed) return;
  if (isControl(event.target) && (event.key === 'Enter' || event.key === ' ')) return;
  for (const { page, keys } of [...pages.values()].reverse()) {
    const key = [nameOf(event), placeOf(event)].find((name) => keys.has(name));
    if (key === undefined) continue;
    event.preventDefault();
    void page.invokeMethodAsync('Press', key);
    return;
  }
});

export const register = (page: Page, keys: string[]): number => {
  pages.set(next, { page, keys: new Set(keys) });
  return next++;
};

export const release = (id: number): void => { pages.delete(id); };

export const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();
