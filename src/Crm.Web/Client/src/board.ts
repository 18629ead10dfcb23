// A drop target must say so on every move of the pointer; asking the server for that would be far too slow.
const zoneOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-drop]') : null;

let over: HTMLElement | null = null;

const mark = (zone: HTMLElement | null): void => {
  if (over === zone) return;
  over?.classList.remove('is-over');
  zone?.classList.add('is-over');
  over = zone;
};

export const begin = (): void => {
  let dragging: HTMLElement | null = null;
  document.addEventListener('dragstart', (event) => {
    dragging = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null;
    if (dragging === null || event.dataTransfer === null) return;
    // Some browsers drag nothing that carries no data.
    event.dataTransfer.setData('text/plain', dragging.dataset['card'] ?? '');
    event.dataTransfer.effectAllowed = 'move';
    dragging.classList.add('is-dragged');
  });
  document.addEventListener('dragover', (event) => {
    const zone = dragging === null ? null : zoneOf(event.target);
    mark(zone);
    if (zone !== null) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    if (dragging !== null && zoneOf(event.target) !== null) event.preventDefault();
  });
  document.addEventListener('dragend', () => {
    dragging?.classList.remove('is-dragged');
    dragging = null;
    mark(null);
  });
};
