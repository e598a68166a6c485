import type { ListedReport } from '../../shared/service/listedReport.ts';
import { rowText, type Row } from '../figures/row.ts';
import { htmlElement } from '../page/elements.ts';
import { detailColumns, detailNames, type DetailColumn } from './detailColumns.ts';

/** What is shown of a detail. */
export interface DetailTableInput {
  readonly report: ListedReport;
  readonly rows: readonly Row[];
  /** The refresh date of the rows. */
  readonly date: string;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
}

/** A long name breaks where one would break it by hand. */
function breakable(text: string): readonly (Node | string)[] {
  const [first = '', ...rest] = text.split(/(?=[@/])/);
  return [first, ...rest.flatMap((part) => [htmlElement('wbr'), part])];
}

function nameCell(row: Row, { columns, subject }: ListedReport): HTMLElement {
  const texts = detailNames(columns, subject)
    .map((name) => rowText(row, name))
    .filter((text) => text !== '');
  const own = subject === undefined ? '' : rowText(row, subject);
  const [name = own === '' ? 'no name' : own, address = ''] = [...new Set(texts)];
  return htmlElement(
    'th',
    { scope: 'row' },
    ...breakable(name),
    ...(address === '' ? [] : [htmlElement('div', { class: 'small quiet' }, ...breakable(address))]),
  );
}

function cellOf(column: DetailColumn, row: Row, date: string): HTMLElement {
  const text = column.text(row, date);
  const isWord = column.isNumber && !/\d/.test(text);
  const title = column.title?.(row) ?? '';
  return htmlElement(
    'td',
    {
      class:
        `${column.isNumber ? 'number' : ''} ${isWord || !column.isNumber ? 'small' : ''} ${column.isWhole ? 'old' : ''}`.trim(),
      title: title === '' ? undefined : title,
    },
    text,
  );
}

function headOf(label: string, isNumber: boolean, name: string | undefined, input: DetailTableInput): HTMLElement {
  const { sort, onSort, report } = input;
  const chosen = sort ?? report.subject;
  const isChosen = name !== undefined && (chosen === name || chosen === `-${name}`);
  const direction = chosen?.startsWith('-') === true ? 'descending' : 'ascending';
  const head = htmlElement('th', {
    scope: 'col',
    class: isNumber ? 'number' : undefined,
    'aria-sort': isChosen ? direction : undefined,
  });
  if (name === undefined) head.append(label);
  else {
    const button = htmlElement('button', { type: 'button', id: `sort-${name}` }, label);
    if (name !== report.subject) button.title = 'Sorting by this column reads all rows';
    button.addEventListener('click', () => {
      if (name === report.subject) onSort(chosen === name ? `-${name}` : undefined);
      else onSort(chosen === name ? `-${name}` : name);
    });
    head.append(button);
  }
  return head;
}

/** At most a page of rows: names first, then what is known of each. */
export function detailTable(input: DetailTableInput): HTMLElement {
  const { report, rows, date } = input;
  const columns = detailColumns(report);
  const label = report.columns.find(({ name }) => name === report.subject)?.label ?? 'Name';
  return htmlElement(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Rows' },
    htmlElement(
      'table',
      { class: 'people' },
      htmlElement(
        'thead',
        {},
        htmlElement(
          'tr',
          {},
          headOf(label, false, report.subject, input),
          ...columns.map((column) => headOf(column.label, column.isNumber, column.sort, input)),
        ),
      ),
      htmlElement(
        'tbody',
        {},
        ...rows.map((row) =>
          htmlElement('tr', {}, nameCell(row, report), ...columns.map((column) => cellOf(column, row, date))),
        ),
      ),
    ),
  );
}
