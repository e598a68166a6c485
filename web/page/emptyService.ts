import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { readRows } from '../api/readRows.ts';
import type { ViewContext } from './context.ts';
import { htmlElement } from './elements.ts';

const command = (): string => `npm run import -- path/to/folder --url ${location.origin}`;

/** The last of what the overview shows, of that which is filled. */
const lastFilled = '/v1.0/office365ActivationsUserCounts?$top=1';
const lookAgainMs = 2000;

/** A button that fills the service with sample data, and shows it once the overview has its figures. */
function sampleButton({ fill, client, signal }: ViewContext, again: () => void): readonly HTMLElement[] {
  const button = htmlElement('button', { type: 'button', class: 'primary', id: 'fillSample' }, 'Fill with sample data');
  const status = htmlElement('p', { class: 'small quiet', role: 'status' });
  const look = async (): Promise<void> => {
    const rows = await readRows(client, lastFilled, signal).catch(() => []);
    if (signal.aborted) return;
    if (rows.length > 0) again();
    else setTimeout(() => void look(), lookAgainMs);
  };
  button.addEventListener('click', () => {
    button.disabled = true;
    status.textContent = 'Being filled: the overview first, in half a minute or so, then all other reports.';
    void fill?.().then(look, (error: unknown) => {
      button.disabled = false;
      status.textContent = `It could not be filled: ${reasonOf(error)} Try the command.`;
    });
  });
  return [button, status];
}

/**
 * What to do where there is no report yet.
 *
 * @param lastRun what became of the last run of the collector or an import; undefined when there was none
 * @param again reads once more
 */
export function emptyService(context: ViewContext, lastRun: string | undefined, again: () => void): HTMLElement {
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
      ...(context.fill !== undefined
        ? [
            item(
              'Look around with sample data',
              '400 days of a made-up organisation of 2,000 people. Only on this machine, and only while you develop.',
              ...sampleButton(context, again),
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
        `The collector brings the last 180 days at its first run. ${lastRun ?? 'Its last run: none.'}`,
        htmlElement(
          'details',
          {},
          htmlElement('summary', {}, 'How to switch it on'),
          htmlElement(
            'p',
            {},
            'Give the managed identity of the app the application permission Reports.Read.All of Microsoft Graph, and the app a schedule, in UTC:',
          ),
          htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, 'COLLECTOR_SCHEDULE=0 30 1-6 * * *')),
          htmlElement(
            'p',
            {},
            'docs/collector.md, beside the source of this service, has each step with its commands.',
          ),
        ),
      ),
    ),
  );
}
