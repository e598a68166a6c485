import type { ListedReport } from '../../shared/service/listedReport.ts';
import { readRows } from '../api/readRows.ts';
import { queryAddress } from '../api/queryAddress.ts';
import { ServiceError } from '../api/serviceError.ts';
import { strip } from '../chart/strip.ts';
import { dateAfter, dateOfToday, dateText, dateTimeText } from '../figures/dates.ts';
import type { Row } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import type { ViewContext } from '../page/context.ts';
import { htmlElement } from '../page/elements.ts';
import { note } from '../page/note.ts';
import { leaveProblem } from '../page/leaveProblem.ts';
import { showProblem } from '../page/showProblem.ts';
import { reportGroups, reportShortTitle } from '../page/reportList.ts';
import { skeleton } from '../page/skeleton.ts';
import { source } from '../page/source.ts';
import { coverageKey } from './coverageKey.ts';
import {
  coverageRowMissing,
  coverageRowOf,
  coverageRowStates,
  coverageRowTroubles,
  type CoverageRow,
} from './coverageRow.ts';

/** Days of a strip. */
const shownDays = 120;
const address = queryAddress('/v1.0/reportCoverage', { top: 200 });
const rhythms = { series: 'each day', total: 'each night, every period', detail: 'each night' } as const;

function rowElement(report: ListedReport, row: CoverageRow | undefined, today: string): HTMLElement {
  const troubles = row === undefined ? [] : coverageRowTroubles(row, today);
  const isBad = row?.outcome === 'failed';
  const cell = (attributes: Readonly<Record<string, string>>, ...children: readonly (Node | string)[]): HTMLElement =>
    htmlElement('td', { role: 'cell', ...attributes }, ...children);
  return htmlElement(
    'tr',
    { role: 'row' },
    htmlElement(
      'th',
      { role: 'rowheader', scope: 'row' },
      htmlElement('a', { href: reportAddress(report.set) }, reportShortTitle(report)),
      htmlElement('div', { class: 'small quiet' }, rhythms[report.shape]),
    ),
    cell(
      { class: 'cells' },
      ...(row === undefined || row.newestDay === ''
        ? [htmlElement('span', { class: 'quiet small' }, 'nothing is kept')]
        : [strip(coverageRowStates(row, today, shownDays))]),
      ...troubles.map((text, at) =>
        htmlElement('p', { class: isBad && at === 0 ? 'small trouble' : 'small quiet' }, text),
      ),
    ),
    cell(
      { class: 'number', 'data-label': 'to' },
      row === undefined || row.newestDay === '' ? '–' : dateText(row.newestDay, 'dayMonth'),
    ),
    cell({ class: 'number', 'data-label': 'missing' }, row === undefined ? '–' : String(coverageRowMissing(row))),
  );
}

function tableOf(name: string, rows: readonly HTMLElement[], today: string): HTMLElement {
  const head = (text: string, className?: string): HTMLElement =>
    htmlElement('th', { role: 'columnheader', scope: 'col', class: className }, text);
  return htmlElement(
    'section',
    {},
    htmlElement('h2', {}, name),
    htmlElement(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
      htmlElement(
        'table',
        { class: 'cover', role: 'table' },
        htmlElement(
          'thead',
          { role: 'rowgroup' },
          htmlElement(
            'tr',
            { role: 'row' },
            head('Report'),
            head(`${dateText(dateAfter(today, 1 - shownDays))} to today`),
            head('Newest', 'number'),
            head('Missing', 'number'),
          ),
        ),
        htmlElement('tbody', { role: 'rowgroup' }, ...rows),
      ),
    ),
  );
}

const runText = (at: string, by: string): string => `Last run ${dateTimeText(at)}, by the ${by}.`;

/** Shows which days of which report are kept, and what became of the last run. */
export async function showCoverage(context: ViewContext, isWrong: boolean): Promise<void> {
  const { client, place, signal, reports, tellSource } = context;
  const today = dateOfToday();
  // Of the length they will have, so that nothing moves when they are known.
  const run = htmlElement('span', { class: 'pending' }, runText(new Date().toISOString(), 'collector'));
  const subtitle = htmlElement('p', { class: 'quiet' }, 'Which days of which report are kept. ', run);
  const pending = [`All ${reports.size}`, 'Something is wrong: 0'].map((text) =>
    htmlElement('li', { class: 'pending' }, htmlElement('a', {}, text)),
  );
  const chips = htmlElement('ul', { class: 'chips', 'aria-label': 'Show' }, ...pending);
  const body = htmlElement('div', {}, skeleton('table'));
  place.append(
    htmlElement(
      'div',
      { class: 'head' },
      htmlElement('div', {}, htmlElement('h1', { tabindex: -1 }, 'Coverage'), subtitle),
      chips,
    ),
    body,
  );

  function draw(found: readonly Row[], isFiltered: boolean): void {
    const rows = new Map(found.map((row) => coverageRowOf(row)).map((row) => [row.set, row]));
    const wrong = [...reports.keys()].filter((set) => {
      const row = rows.get(set);
      return row !== undefined && coverageRowTroubles(row, today).length > 0;
    });
    const chip = (text: string, href: string, isOn: boolean): HTMLElement => {
      const link = htmlElement(
        'a',
        { href, id: isOn === isFiltered ? 'chosen' : undefined, 'aria-current': isOn ? 'true' : undefined },
        text,
      );
      link.addEventListener('click', (event) => {
        event.preventDefault();
        event.stopPropagation();
        context.replace(href);
        draw(found, href !== '/coverage');
        chips.querySelector<HTMLElement>('[aria-current]')?.focus();
      });
      return htmlElement('li', {}, link);
    };
    chips.replaceChildren(
      chip(`All ${reports.size}`, '/coverage', !isFiltered),
      chip(`Something is wrong: ${wrong.length}`, '/coverage?show=wrong', isFiltered),
    );
    const last = [...rows.values()].sort((a, b) => (a.lastRunAt < b.lastRunAt ? 1 : -1))[0];
    if (last !== undefined && last.lastRunAt !== '') {
      run.textContent = runText(last.lastRunAt, last.lastRunBy);
      run.classList.remove('pending');
    }
    const groups = reportGroups(reports).flatMap(({ name, reports: all }) => {
      const shown = isFiltered ? all.filter(({ set }) => wrong.includes(set)) : all;
      return shown.length === 0
        ? []
        : [
            tableOf(
              name,
              shown.map((report) => rowElement(report, rows.get(report.set), today)),
              today,
            ),
          ];
    });
    leaveProblem(body);
    body.replaceChildren(
      ...(found.length === 0
        ? [
            note(
              'plain',
              'Nothing is known of any report yet: the collector and the import keep this list, rows that callers send do not.',
            ),
          ]
        : []),
      ...(groups.length === 0 ? [htmlElement('p', {}, 'Nothing is wrong.')] : groups),
      coverageKey(),
      source([address]),
    );
    tellSource(`From one request to this service, ${dateTimeText(new Date())}`);
  }
  async function load(isOwn: boolean): Promise<void> {
    try {
      const found = await readRows(client, address, signal).catch((error: unknown) => {
        if (error instanceof ServiceError && error.trouble === 'missing') return [];
        throw error;
      });
      draw(found, isWrong);
    } catch (error) {
      if (signal.aborted) return;
      showProblem(error, body, context, (own) => void load(own), isOwn);
    }
  }
  await load(false);
}
