/** Before the box of a problem goes: whoever stands in it, at "Try again", stands at the heading then and not nowhere. */
export function leaveProblem(body: Element): void {
  const box = document.activeElement?.closest('.problem');
  if (box && body.contains(box)) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
