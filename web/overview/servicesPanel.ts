import { services as names } from '../../shared/model/services.ts';
import { bar } from '../chart/bar.ts';
import { spark } from '../chart/spark.ts';
import { numberText, percentText, signedText } from '../figures/numberText.ts';
import { rowText } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import {
  overviewEnabledOf,
  overviewShare,
  overviewShareOf,
  overviewYear,
  type ShareChange,
  type YearFigures,
} from './overviewFigures.ts';
import { panelLabel, type OverviewPanel, type PanelInput } from './overviewPanel.ts';
import { overviewServices } from './overviewServices.ts';

interface ServiceRow {
  readonly name: string;
  readonly slot: string;
  readonly set: string;
  readonly share: ShareChange | undefined;
  readonly year: YearFigures | undefined;
  /** Days of the share where they are not 30. */
  readonly days?: string;
}

/** Copilot counts over 28 days or, in an older version of the report, over 30: one of them, never both. */
function copilotRow({ rows }: PanelInput): ServiceRow {
  const read = overviewEnabledOf('anyApp');
  const days = rows.copilot.some((row) => rowText(row, 'reportPeriod') === '28' && read(row) !== undefined)
    ? '28'
    : '30';
  const share = overviewShare(
    rows.copilot.filter((row) => rowText(row, 'reportPeriod') === days),
    read,
  );
  const year = overviewYear(rows.copilotDays, 'anyAppActiveUsers');
  const set = 'microsoft365CopilotUserCountTrend';
  return { name: names.copilot, slot: '3', set, share, year, ...(days === '28' && { days }) };
}

function rowElement({ name, slot, set, share, year, days }: ServiceRow): HTMLElement {
  const cell = (attributes: Readonly<Record<string, string>>, ...children: readonly (Node | string)[]): HTMLElement =>
    htmlElement('td', { role: 'cell', ...attributes }, ...children);
  const number = (label: string, text: string): HTMLElement => cell({ class: 'number', 'data-label': label }, text);
  const shareCell =
    share === undefined
      ? cell({ class: 'share' }, '–')
      : cell(
          { class: 'share' },
          htmlElement(
            'div',
            { class: 'two' },
            htmlElement('b', {}, percentText(share.now.active, share.now.enabled)),
            htmlElement(
              'span',
              { class: 'quiet small' },
              `${numberText(share.now.active)} of ${numberText(share.now.enabled)}${days === undefined ? '' : `, ${days} days`}`,
            ),
          ),
          bar(share.now.active, share.now.enabled, slot),
        );
  return htmlElement(
    'tr',
    { role: 'row' },
    htmlElement('th', { scope: 'row', role: 'rowheader' }, htmlElement('a', { href: reportAddress(set) }, name)),
    shareCell,
    number('Points', signedText(share?.points ?? null, '', 1)),
    number('On a day', numberText(year?.now)),
    number('Week', signedText(year?.week ?? null)),
    number('4 weeks', signedText(year?.month ?? null)),
    number('Year', signedText(year?.year ?? null)),
    cell({ class: 'trend' }, ...(year === undefined ? [] : [spark(year.averages, slot, 260, 40)])),
  );
}

const head = (attributes: Readonly<Record<string, string | number>>, text: string): HTMLElement =>
  htmlElement('th', { role: 'columnheader', scope: 'col', ...attributes }, text);

/** A row for each service: share, points, days, changes, a year as a line. */
export const servicesPanel: OverviewPanel = {
  parts: ['active', 'enabled', 'copilotDays', 'copilot'],
  title: () => 'Services',
  draw(input) {
    const { rows, reports } = input;
    const services = overviewServices.map(({ column, slot, set, name }) => ({
      name: name ?? panelLabel(reports, 'office365ActiveUserCounts', column),
      slot,
      set,
      share: overviewShare(rows.enabled, overviewShareOf(column)),
      year: overviewYear(rows.active, column),
    }));
    const shown = [...services, copilotRow(input)].filter(
      ({ share, year }) => share !== undefined || year !== undefined,
    );
    if (shown.length === 0) return undefined;
    const numbers = ['points in a month', 'now', 'in a week', 'in 4 weeks', 'in a year'];
    return htmlElement(
      'section',
      { 'aria-labelledby': 'servicesTitle' },
      htmlElement('h2', { id: 'servicesTitle' }, 'Services'),
      htmlElement(
        'table',
        { class: 'score', role: 'table' },
        htmlElement(
          'thead',
          { role: 'rowgroup' },
          htmlElement(
            'tr',
            { role: 'row' },
            head({ rowspan: 2 }, 'Service'),
            head({ scope: 'colgroup', colspan: 2, class: 'group' }, 'Active in 30 days, of the people enabled'),
            head({ scope: 'colgroup', colspan: 5, class: 'group' }, 'People active on a day, average of 7 days'),
          ),
          htmlElement(
            'tr',
            { role: 'row' },
            head({ class: 'share' }, 'share'),
            ...numbers.map((text) => head({ class: 'number' }, text)),
            head({ class: 'trend' }, 'one year, from zero'),
          ),
        ),
        htmlElement('tbody', { role: 'rowgroup' }, ...shown.map(rowElement)),
      ),
    );
  },
};
