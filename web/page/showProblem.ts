import { ServiceError } from '../api/serviceError.ts';
import type { ViewContext } from './context.ts';
import { problemBox } from './problemBox.ts';

/**
 * Shows in the place of a view what kept it from being read, with a button that tries again and has the focus. Of a session
 * that is over the page itself tells.
 */
export function showProblem(
  error: unknown,
  body: Element,
  { onSessionOver }: Pick<ViewContext, 'onSessionOver'>,
  again: () => void,
): void {
  if (error instanceof ServiceError && error.trouble === 'session') {
    onSessionOver(error.message);
    return;
  }
  const box = problemBox(error, again);
  body.replaceChildren(box.element);
  box.button.focus();
}
