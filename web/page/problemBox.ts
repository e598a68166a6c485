import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { ServiceError, type Trouble } from '../api/serviceError.ts';
import { htmlElement } from './elements.ts';

/** What each trouble means, and what helps. */
const words: Readonly<Record<Trouble, readonly [title: string, advice: string]>> = {
  session: ['Your session is over', 'Sign in again. What you chose is kept.'],
  network: [
    'The service cannot be reached',
    'There is no network, or something between this page and the service stops requests.',
  ],
  late: ['The figures did not come', 'The service has not answered in time. What you chose is kept.'],
  failed: ['The figures could not be read', 'The service failed at it. What you chose is kept.'],
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

/** Reads once more. @param isOwn whether the page does so by itself, as the service had asked to wait */
export type Again = (isOwn: boolean) => void;

/** Counts down to the next try; ends when the box is gone. Nobody is told each second: it is a timer. */
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
 * @param what of what the figures are, where others stand beside them
 * @param before the box of the try before, where the page tried again by itself: what was told is not told again
 */
export function problemBox(error: unknown, again: Again, what = '', before?: Element | null): ProblemBox {
  const known = error instanceof ServiceError ? error : undefined;
  const [wrong, advice] = words[known?.trouble ?? 'unreadable'];
  const title = what === '' ? wrong : `${what}: ${wrong.charAt(0).toLowerCase()}${wrong.slice(1)}`;
  const button = htmlElement('button', { type: 'button', class: 'primary' }, 'Try again');
  const line = htmlElement('p', { class: 'quiet', role: known?.trouble === 'busy' ? 'timer' : undefined });
  const said = [known?.message ?? reasonOf(error), known?.detail ?? ''];
  const details = htmlElement(
    'details',
    { class: 'small' },
    htmlElement('summary', {}, 'What the service said'),
    htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, said.filter((text) => text !== '').join('\n'))),
  );
  details.open = before?.querySelector('details')?.open === true;
  const isTold = before?.querySelector('h2')?.textContent === title;
  const element = htmlElement(
    'div',
    { class: 'problem' },
    htmlElement(
      'div',
      { role: isTold ? undefined : 'alert' },
      htmlElement('h2', {}, title),
      htmlElement('p', {}, advice),
    ),
    line,
    button,
    details,
  );
  let isAgain = false;
  const once = (isOwn: boolean): void => {
    if (isAgain) return;
    isAgain = true;
    again(isOwn);
  };
  button.addEventListener('click', () => once(false));
  if (known?.trouble === 'forbidden') line.textContent = known.message;
  if (known?.trouble === 'busy') countDown(element, line, Math.max(known.wait, 5), () => once(true));
  return { element, button };
}
