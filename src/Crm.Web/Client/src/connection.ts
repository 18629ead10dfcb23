// While the connection is down the page stays readable; only its controls rest.
const kinds = ['input', 'textarea', 'select', 'button'];
const controls = ['main', '[role=dialog]'].flatMap((place) => kinds.map((kind) => `${place} ${kind}`)).join(', ');

const rest = (): void => document.querySelectorAll<HTMLInputElement>(controls).forEach((control) => {
  if (control.disabled) return;
  control.disabled = true;
  control.dataset.resting = 'yes';
});

const wake = (): void => document.querySelectorAll<HTMLInputElement>('[data-resting]').forEach((control) => {
  control.disabled = false;
  delete control.dataset.resting;
});

export const begin = (): void => {
  const strip = document.getElementById('components-reconnect-modal');
  if (strip === null) return;
  new MutationObserver(() => {
    const has = (state: string): boolean => strip.classList.contains(`components-reconnect-${state}`);
    if (has('rejected')) location.reload();
    else if (has('hide')) wake();
    else if (has('show') || has('failed')) rest();
  }).observe(strip, { attributes: true, attributeFilter: ['class'] });
  strip.querySelector('button')?.addEventListener('click', () => location.reload());
};
