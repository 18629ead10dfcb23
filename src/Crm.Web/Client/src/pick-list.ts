// A press on an item would take the focus out of the field whose list it is until the server gives it back:
// on a slow line every key pressed meanwhile is lost, and Escape leaves the list open.
const item = '.mud-popover .mud-list-item';
// A field with suggestions decides by its focus whether its list is open, and has to lose it.
const field = '.mud-select:not(.mud-autocomplete)';

export const begin = (): void => document.addEventListener('mousedown', (press) => {
  if (!(press.target instanceof Element) || press.target.closest(item) === null) return;
  if (document.activeElement?.closest(field)) press.preventDefault();
});
