import type { ListedColumn } from '../../shared/service/listedReport.ts';

/** A value as it is read: Int64 values are text, so that none is rounded. */
export type Value = string | number | boolean | readonly string[] | null;
/** A row as it is read. */
export type Row = Readonly<Record<string, Value>>;

/** Seconds of an Edm.Duration such as `P1DT2H3M4.5S` (XML Schema 2, 3.3.6). */
function secondsOf(text: string): number {
  const [, sign, days, hours, minutes, seconds] =
    /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text) ?? [];
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === undefined ? total : -total;
}

/** The text in a cell; empty when there is none. */
export function rowText(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

/** The number in a cell; null for an empty one, which is no figure and never 0. */
export function rowNumber(row: Row | undefined, { name, type }: Pick<ListedColumn, 'name' | 'type'>): number | null {
  const value = row?.[name];
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return null;
  return type === 'Edm.Duration' ? secondsOf(value) : Number(value);
}
