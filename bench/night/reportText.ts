import type { EntityType, Property } from '../../shared/edm/entityType.ts';

const day = 86_400_000;
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** What a cell holds in the row of a number: figures and dates differ from row to row, as in a real file. */
const cells: Readonly<Record<Property['type'], (row: number, refreshDate: string) => string>> = {
  'Edm.String': () => 'Private',
  'Edm.Int64': (row) => String((row * 7919) % 1000),
  'Edm.Double': (row) => String((row % 100) / 4),
  'Edm.Boolean': (row) => (row % 2 === 0 ? 'True' : 'False'),
  'Edm.Duration': (row) => `PT${row % 60}M`,
  'Edm.Date': (row, refreshDate) => dateAfter(refreshDate, -(row % 30)),
  'Edm.DateTimeOffset': () => '',
};

function cell(
  [name, property]: readonly [string, Property],
  type: EntityType,
  row: number,
  refreshDate: string,
): string {
  const { subject } = type;
  if (subject?.id === name) return `7ac2e2a4-0000-0000-0000-${String(row).padStart(12, '0')}`;
  if (subject?.names.includes(name) === true) return `person${row}@contoso.example`;
  return property.collection === true ? 'OFFICE 365 E5+POWER BI (FREE)' : cells[property.type](row, refreshDate);
}

/** How many rows a file of a report has. */
function rowsOf({ shape }: EntityType, days: number, users: number): number {
  if (shape === 'detail') return users;
  return shape === 'series' ? days : 1;
}

/** A report file as Graph writes it, piece by piece: no more of it is in memory than is sent at a time. */
export function* reportText(
  type: EntityType,
  { days, users, refreshDate }: { readonly days: number; readonly users: number; readonly refreshDate: string },
): Generator<string, void, undefined> {
  const columns = Object.entries(type.properties).filter(([, { csvColumn, isLeftOut }]) => csvColumn && !isLeftOut);
  const called = type.reportFunction;
  yield `\ufeff${columns.map(([, { csvColumn = '' }]) => csvColumn).join(type.headerSeparator ?? ',')}\r\n`;
  let piece = '';
  for (let row = 0; row < rowsOf(type, days, users); row += 1) {
    const given = new Map([
      [called?.refreshDate, refreshDate],
      [called?.period, String(days)],
      [called?.newestFirst, dateAfter(refreshDate, -row)],
    ]);
    piece += `${columns.map((column) => given.get(column[0]) ?? cell(column, type, row, refreshDate)).join(',')}\r\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
