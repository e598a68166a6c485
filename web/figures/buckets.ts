import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { utcMonday, utcMonth } from 'd3-time';
import { averageOf } from './averages.ts';
import type { Daily, Figures } from './daily.ts';

type Measure = NonNullable<ListedColumn['measure']>;

/** What a point of a chart stands for. */
export type Step = 'day' | 'week' | 'month';

/** Days of a week from Monday or of a month. */
export interface Bucket {
  /** Its first day. */
  readonly date: string;
  /** Places of its days. */
  readonly from: number;
  readonly to: number;
  /** Whether each of its days is in the range and has a row. */
  readonly isWhole: boolean;
}

const intervals = { week: utcMonday, month: utcMonth } as const;
const isoOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The weeks or months of a range of days, in order. */
export function bucketsOf({ dates, rows }: Daily, step: 'week' | 'month'): readonly Bucket[] {
  const interval = intervals[step];
  const buckets: { date: string; from: number; to: number; isWhole: boolean }[] = [];
  dates.forEach((date, at) => {
    const first = isoOf(interval.floor(new Date(date)));
    const last = buckets.at(-1);
    if (last?.date !== first)
      buckets.push({ date: first, from: at, to: at, isWhole: date === first && rows[at] !== undefined });
    else {
      last.to = at;
      last.isWhole &&= rows[at] !== undefined;
    }
  });
  const [end, final] = [dates.at(-1), buckets.at(-1)];
  if (final !== undefined && end !== undefined)
    final.isWhole &&= isoOf(interval.offset(new Date(final.date), 1)) === isoOf(new Date(Date.parse(end) + 86_400_000));
  return buckets;
}

/** What becomes of the figures of a week or a month: what happened is added, people are averaged, a state is its last day's. */
const together: Readonly<Record<Measure, (values: Figures) => number | null>> = {
  flow: (values) =>
    values.every((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  distinct: averageOf,
  level: (values) => values.at(-1) ?? null,
  period: (values) => values.at(-1) ?? null,
};

/** The figure of each week or month; null for one that lacks a day. */
export function bucketFigures(values: Figures, buckets: readonly Bucket[], measure: Measure): Figures {
  return buckets.map(({ from, to, isWhole }) => (isWhole ? together[measure](values.slice(from, to + 1)) : null));
}
