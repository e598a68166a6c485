import { ServiceError } from '../api/serviceError.ts';
import type { ViewContext } from './context.ts';
import { problemBox, type Again } from './problemBox.ts';

/**
 * Shows in the place of a view what kept it from being read, with a button that tries again and has the focus. A try of the
 * page's own that fails takes the focus from nobody who is elsewhere. Of a session that is over the page itself tells.
 *
 * @param isOwn whether the page had tried again by itself
 */
export function showProblem(
  error: unknown,
  body: Element,
  { onSessionOver }: Pick<ViewContext, 'onSessionOver'>,
  again: Again,
  isOwn = false,
): void {
  if (error instanceof ServiceError && error.trouble === 'session') {
    onSessionOver(error.message);
    return;
  }
  const before = isOwn ? body.querySelector('.problem') : null;
  const isHere = body.contains(document.activeElement);
  const box = problemBox(error, again, '', before);
  body.replaceChildren(box.element);
  if (isHere || !isOwn) box.button.focus({ preventScroll: isOwn });
}
