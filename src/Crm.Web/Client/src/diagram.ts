/** Brings the step where things stand into the middle of its frame; the page itself stays where it is. */
export const center = (frame: HTMLElement): void => {
  const step = frame.querySelector('.is-fault') ?? frame.querySelector('.is-now') ?? frame.querySelector('.is-here');
  if (step === null) return;
  const [outer, inner] = [frame.getBoundingClientRect(), step.getBoundingClientRect()];
  frame.scrollBy({
    left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
    top: inner.top + inner.height / 2 - outer.top - outer.height / 2,
  });
};
