import type { Row } from '../api/readAll.ts';
import { datesIn, dateText } from '../reports/dates.ts';
import { propertyNames } from '../reports/propertyNames.ts';

/** A line of the chart. */
export interface Line {
  readonly label: string;
  /** A value for each date, as text; null where there is none. */
  readonly values: readonly (string | null)[];
}

/** What chart, legend and table show. */
export interface Figures {
  readonly dates: readonly string[];
  readonly lines: readonly Line[];
  /** When the row of each date was made. */
  readonly refreshed: readonly (string | null)[];
  /** Whether a date has a row. */
  readonly isThere: readonly boolean[];
}

/** Rows as figures: a value for every day from the first to the last, so that a day without a row is a gap in the line. */
export function figuresOf(rows: readonly Row[], columns: readonly string[], labels: readonly string[]): Figures {
  const byDate = new Map(rows.map((row) => [row[propertyNames.date] ?? '', row]));
  const [first, last] = [[...byDate.keys()][0], [...byDate.keys()].at(-1)];
  const dates = first === undefined || last === undefined ? [] : datesIn({ from: first, to: last });
  const column = (name: string): (string | null)[] => dates.map((date) => byDate.get(date)?.[name] ?? null);
  return {
    dates,
    lines: columns.map((name, index) => ({ label: labels[index] ?? name, values: column(name) })),
    refreshed: column(propertyNames.refreshed),
    isThere: dates.map((date) => byDate.has(date)),
  };
}

/** The chart in words. */
export function figuresText({ dates, lines }: Figures): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return '';
  const parts = lines.map(({ label, values }) => {
    const numbers = values.filter((value) => value !== null).map(BigInt);
    const sorted = numbers.toSorted((a, b) => (a < b ? -1 : 1));
    const [lowest, highest, latest] = [sorted[0], sorted.at(-1), numbers.at(-1)].map((value) =>
      value?.toLocaleString(),
    );
    return lowest === undefined
      ? `${label}: no values.`
      : `${label}: lowest ${lowest}, highest ${highest ?? ''}, latest ${latest ?? ''}.`;
  });
  return `Line chart from ${dateText(first)} to ${dateText(last)}. ${parts.join(' ')} The table below has every number.`;
}
