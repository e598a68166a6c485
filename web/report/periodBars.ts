import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { bar } from '../chart/bar.ts';
import { dateText } from '../figures/dates.ts';
import { numberTextOf } from '../figures/numberText.ts';
import { rowNumber, rowText, type Row } from '../figures/row.ts';
import { htmlElement } from '../page/elements.ts';

/** The newest row of each period, in the order of periods. */
function newestOf(rows: readonly Row[], periods: readonly string[]): readonly (readonly [period: string, row: Row])[] {
  return periods.flatMap((period) => {
    const own = rows.filter((row) => rowText(row, 'reportPeriod') === period);
    const [row] = own.sort((a, b) => (rowText(a, 'reportRefreshDate') < rowText(b, 'reportRefreshDate') ? 1 : -1));
    return row === undefined ? [] : [[period, row] as const];
  });
}

/**
 * Bars of the newest refresh date: each column over 7, 30, 90 and 180 days; undefined without rows.
 *
 * @param slots colours of the columns
 */
export function periodBars(
  columns: readonly ListedColumn[],
  periods: readonly string[],
  rows: readonly Row[],
  slots: ReadonlyMap<string, string>,
): HTMLElement | undefined {
  const newest = newestOf(rows, periods);
  if (newest.length === 0) return undefined;
  const panels = columns.flatMap((column) => {
    const text = numberTextOf(column);
    const values = newest.map(([period, row]) => [period, rowNumber(row, column)] as const);
    const most = Math.max(0, ...values.map(([, value]) => value ?? 0));
    if (most === 0) return [];
    const bars = values.map(([period, value]) =>
      htmlElement(
        'div',
        {},
        htmlElement('dt', {}, period === 'ALL' ? 'all' : `${period} days`),
        htmlElement('dd', {}, bar(value ?? 0, most, slots.get(column.name) ?? '8')),
        htmlElement('dd', {}, text.full(value)),
      ),
    );
    return [
      htmlElement(
        'div',
        { class: 'panel' },
        htmlElement('h3', {}, column.label),
        htmlElement('dl', { class: 'rows' }, ...bars),
      ),
    ];
  });
  if (panels.length === 0) return undefined;
  const date =
    newest
      .map(([, row]) => rowText(row, 'reportRefreshDate'))
      .sort()
      .at(-1) ?? '';
  return htmlElement(
    'section',
    { 'aria-labelledby': 'barsTitle' },
    htmlElement(
      'h2',
      { id: 'barsTitle' },
      'Over each period ',
      htmlElement('span', { class: 'quiet small' }, `that ends ${dateText(date)}`),
    ),
    htmlElement('div', { class: 'grid' }, ...panels),
  );
}
