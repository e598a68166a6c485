import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { dateText } from '../figures/dates.ts';
import { exactNumberText, numberTextOf } from '../figures/numberText.ts';
import { rowNumber, type Row } from '../figures/row.ts';
import { htmlElement } from '../page/elements.ts';

/** Rows that are put into the page at a time. */
const pageOfRows = 400;

/** A figure to its last digit; bytes and times in their units. */
export function exactText(row: Row, column: ListedColumn): string {
  const value = row[column.name];
  if (column.unit === undefined && typeof value === 'string' && /^-?\d+$/.test(value)) return exactNumberText(value);
  return numberTextOf(column).full(rowNumber(row, column));
}

/**
 * The dates as a table, folded, the newest first; it is made when it is opened.
 *
 * @param days a row for each date, undefined where the date has none
 * @param name what a row is, such as "day"
 */
export function daysTable(
  dates: readonly string[],
  days: readonly (Row | undefined)[],
  columns: readonly ListedColumn[],
  name: string,
): HTMLElement {
  const kept = dates.flatMap((date, at) => {
    const row = days[at];
    return row === undefined ? [] : [{ date, row }];
  });
  kept.reverse();
  const body = htmlElement('tbody');
  const more = htmlElement('button', { type: 'button' }, 'Older ones');
  const add = (): void => {
    const from = body.childElementCount;
    for (const { date, row } of kept.slice(from, from + pageOfRows)) {
      const cells = columns.map((column) => htmlElement('td', { class: 'number' }, exactText(row, column)));
      body.append(htmlElement('tr', {}, htmlElement('th', { scope: 'row' }, dateText(date)), ...cells));
    }
    more.hidden = body.childElementCount >= kept.length;
  };
  more.addEventListener('click', add);
  const details = htmlElement(
    'details',
    { id: 'days' },
    htmlElement(
      'summary',
      {},
      kept.length === 1 ? `The one ${name} as a table` : `The ${kept.length} ${name}s as a table`,
    ),
  );
  details.addEventListener('toggle', () => {
    if (!details.open || body.childElementCount > 0) return;
    const heads = columns.map(({ label }) => htmlElement('th', { scope: 'col', class: 'number' }, label));
    const head = htmlElement(
      'thead',
      { class: 'sticky' },
      htmlElement('tr', {}, htmlElement('th', { scope: 'col' }, 'Date'), ...heads),
    );
    add();
    details.append(
      htmlElement(
        'div',
        { class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': `Table of the ${name}s` },
        htmlElement('table', {}, head, body),
      ),
      more,
    );
  });
  return htmlElement('div', { class: 'fold' }, details);
}
