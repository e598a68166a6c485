import { ServiceError, type Trouble } from '../api/serviceError.ts';
import { htmlElement } from './elements.ts';

/** What each trouble means, and what helps. */
const words: Readonly<Record<Trouble, readonly [title: string, advice: string]>> = {
  session: ['Your session is over', 'Sign in again. What you chose is kept.'],
  network: [
    'The service cannot be reached',
    'There is no network, or something between this page and the service stops requests.',
  ],
  forbidden: [
    'You may not see this',
    'Ask the administrator of this service for what is missing. What you may see is on the other pages.',
  ],
  missing: ['There is no such report', 'This service does not keep it.'],
  busy: ['The figures could not be read', 'The service is busy. What you chose is kept.'],
  unreadable: [
    'The answer could not be understood',
    'Something else than the service may have answered, such as a proxy.',
  ],
  refused: ['The figures could not be read', 'The service did not take the request.'],
};

/** A box of the height of what it stands for, which says what went wrong. */
export interface ProblemBox {
  readonly element: HTMLElement;
  /** "Try again". */
  readonly button: HTMLButtonElement;
}

/** Counts down to the next try; ends when the box is gone. */
function countDown(element: HTMLElement, line: HTMLElement, wait: number, again: () => void): void {
  let left = wait;
  const step = (): void => {
    if (!element.isConnected && left < wait) return;
    if (left <= 0) {
      again();
      return;
    }
    line.textContent = `The next try is in ${left} ${left === 1 ? 'second' : 'seconds'}, or now if you like.`;
    left -= 1;
    setTimeout(step, 1000);
  };
  step();
}

/**
 * Says what went wrong with reading figures.
 *
 * @param again reads once more
 */
export function problemBox(error: unknown, again: () => void): ProblemBox {
  const known = error instanceof ServiceError ? error : undefined;
  const [title, advice] = words[known?.trouble ?? 'unreadable'];
  const button = htmlElement('button', { type: 'button', class: 'primary' }, 'Try again');
  const line = htmlElement('p', { class: 'quiet' });
  const said = [known?.message ?? (error instanceof Error ? error.message : String(error)), known?.detail ?? ''];
  const element = htmlElement(
    'div',
    { class: 'problem', role: 'alert' },
    htmlElement('h2', {}, title),
    htmlElement('p', {}, advice),
    line,
    button,
    htmlElement(
      'details',
      { class: 'small' },
      htmlElement('summary', {}, 'What the service said'),
      htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, said.filter((text) => text !== '').join('\n'))),
    ),
  );
  let isAgain = false;
  const once = (): void => {
    if (isAgain) return;
    isAgain = true;
    again();
  };
  button.addEventListener('click', once);
  if (known?.trouble === 'forbidden') line.textContent = known.message;
  if (known?.trouble === 'busy') countDown(element, line, Math.max(known.wait, 5), once);
  return { element, button };
}
