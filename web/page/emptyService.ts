import type { ViewContext } from './context.ts';
import { htmlElement } from './elements.ts';

const command = (): string => `npm run import -- path/to/folder --url ${location.origin}`;

/** What to do where there is no report yet. */
export function emptyService({ isDevelopment }: Pick<ViewContext, 'isDevelopment'>): HTMLElement {
  const copy = htmlElement('button', { type: 'button' }, 'Copy');
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(command()).then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'Not copied: select the text'),
    );
  });
  const item = (title: string, text: string, ...more: readonly HTMLElement[]): HTMLElement =>
    htmlElement('li', {}, htmlElement('h2', {}, title), htmlElement('p', {}, text), ...more);
  return htmlElement(
    'div',
    { class: 'empty' },
    htmlElement('h1', { tabindex: -1 }, 'There are no reports here yet'),
    htmlElement(
      'p',
      { class: 'lead quiet' },
      'You are signed in and the service works; it only has nothing to show. What changes that:',
    ),
    htmlElement(
      'ol',
      {},
      ...(isDevelopment
        ? [
            item(
              'Look around with sample data',
              '400 days of a made-up organisation of 2,000 people. Only on this machine, and only while you develop.',
              htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, 'npm run sample')),
            ),
          ]
        : []),
      item(
        'Import the files you have',
        'CSV exports of the admin center, of Graph or of your scripts; whole folders at once.',
        htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, command())),
        htmlElement('p', {}, copy),
      ),
      item(
        'Have them collected every night',
        'The collector brings the last 180 days at its first run. Its last run: none.',
      ),
    ),
  );
}
