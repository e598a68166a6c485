import { elementOf } from './elements.ts';

/** The two places where the page says how it stands. */
export interface Notices {
  /** What goes on; screen readers read it when they have time. */
  status(text: string): void;
  /** What went wrong; screen readers read it at once. Empty takes it away. */
  problem(text: string, canRetry?: boolean): void;
}

/**
 * Makes the two places work.
 *
 * @param onRetry is called when somebody wants to try again
 */
export function createNotices(onRetry: () => void): Notices {
  const status = elementOf('status', HTMLElement);
  const problem = elementOf('problem', HTMLElement);
  const text = elementOf('problemText', HTMLElement);
  const retry = elementOf('retry', HTMLButtonElement);
  retry.addEventListener('click', onRetry);
  return {
    status: (message) => (status.textContent = message),
    problem(message, canRetry = false) {
      text.textContent = message;
      problem.hidden = message === '';
      retry.hidden = !canRetry;
    },
  };
}
