// One listener for all hotkeys. A page registers the keys it answers to; keys typed into a field stay text.
import { step } from './key-list';

type Page = { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> };

const dialog = '[role=dialog]';
const pages = new Map<number, { page: Page; keys: Set<string>; inDialog: boolean }>();
let next = 1;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
    || target.closest(`${dialog}, [role=listbox], [role=menu]`) !== null);

// Enter and space on a focused control belong to the control.
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary, [role=button]') !== null;

const marks = (event: KeyboardEvent): string => `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;

const nameOf = (event: KeyboardEvent): string => marks(event) + (event.shiftKey && event.key.length > 1 ? 'Shift+' : '') + event.key;

/** The letter by its place, so that "j" works on a Russian layout as well; the question mark is Shift and 7 there. */
const placeOf = (event: KeyboardEvent): string => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter === undefined ? nameOf(event) : marks(event) + (event.shiftKey ? letter : letter.toLowerCase());
};

// A single letter is easily hit by accident, or spoken to a computer that listens: a person may turn letters off.
const choice = 'crm.keys';
const isLetter = (event: KeyboardEvent): boolean => event.key.length === 1 && marks(event) === '';

export const isOn = (): boolean => localStorage.getItem(choice) !== 'off';

export const turn = (on: boolean): void => {
  if (on) localStorage.removeItem(choice);
  else localStorage.setItem(choice, 'off');
};

export const begin = (): void => document.addEventListener('keydown', (event) => {
  const typed = isTyping(event.target) && !event.ctrlKey && !event.metaKey && event.key !== 'Escape';
  if (event.defaultPrevented || event.isComposing || typed) return;
  if (isLetter(event) && !isOn()) return;
  if (isControl(event.target) && marks(event) === '' && (event.key === 'Enter' || event.key === ' ')) return;
  const names = [nameOf(event), placeOf(event)];
  const inDialog = document.querySelector(dialog) !== null;
  if (!inDialog && names.some(step)) {
    event.preventDefault();
    return;
  }
  for (const { page, keys, inDialog: ofDialog } of [...pages.values()].reverse()) {
    // What lies under a dialog does not hear.
    const key = inDialog && !ofDialog ? undefined : names.find((name) => keys.has(name));
    if (key === undefined) continue;
    event.preventDefault();
    // Holding a key down is one act, not many.
    if (!event.repeat) void page.invokeMethodAsync('Press', key);
    return;
  }
});

// Says on the document which keys are heard now: a hint for style and for whoever drives the page.
const tell = (): void => {
  document.documentElement.dataset.keys = [...new Set([...pages.values()].flatMap(({ keys }) => [...keys]))].join(' ');
};

export const register = (page: Page, keys: string[]): number => {
  pages.set(next, { page, keys: new Set(keys), inDialog: document.querySelector(dialog) !== null });
  tell();
  return next++;
};

export const release = (id: number): void => {
  pages.delete(id);
  tell();
};

export const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Gives the focus a place when what had it is gone. A person who has moved on meanwhile keeps hers. */
export const rest = (selector: string): void => {
  if (document.activeElement === null || document.activeElement === document.body) focus(selector);
};

// The frame that keeps the focus in a dialog takes it for itself once it stands, which may be after the fields.
const stay = (field: HTMLElement): void => {
  const done = new AbortController();
  const [signal, capture] = [done.signal, true];
  document.addEventListener('focusin', (event) => {
    if (!(event.target instanceof HTMLDivElement) || !field.isConnected) return;
    done.abort();
    field.focus();
  }, { signal, capture });
  for (const act of ['keydown', 'pointerdown']) document.addEventListener(act, () => done.abort(), { signal, capture });
};

/** Puts the focus on the first field of a form that has come without it. Answers false while the form has no field yet. */
export const enter = (form: string): boolean => {
  const found = document.getElementById(form);
  const field = found?.querySelector<HTMLElement>('[autofocus]') ?? found?.querySelector<HTMLElement>('input:not([type=hidden], :disabled), textarea');
  if (!found || !field) return false;
  if (!found.contains(document.activeElement)) field.focus();
  stay(field);
  return true;
};
