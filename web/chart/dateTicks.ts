import { dateText } from '../figures/dates.ts';
import type { Step } from '../figures/buckets.ts';
import type { Geometry } from './geometry.ts';

/** A mark of the axis of dates. */
export interface DateTick {
  readonly x: number;
  /** Absent where there is no room for it. */
  readonly text?: string;
  readonly anchor: 'start' | 'middle';
}

/** More days than this have months on their axis. */
const mostDays = 45;
const least = { wide: 14, narrow: 8 } as const;

function isMarked(date: string, count: number, step: Step): boolean {
  if (step !== 'day') return true;
  const at = new Date(date);
  if (count > mostDays) return at.getUTCDate() === 1;
  return count < 15 || at.getUTCDay() === 1;
}

/** Of so many marks one has a name: as few as names need, and months in parts of a year. */
function strideOf(marks: readonly number[], room: number, x: Geometry['x'], isOfMonths: boolean): number {
  const [first = 0, last = first] = [marks[0], marks.at(-1)];
  const apart = (x(last) - x(first)) / Math.max(1, marks.length - 1);
  const stride = Math.max(1, Math.ceil(room / Math.max(apart, 1)));
  return isOfMonths ? ([1, 2, 3, 4, 6].find((part) => part >= stride) ?? 12 * Math.ceil(stride / 12)) : stride;
}

/** The marks of the axis of dates: months, or Mondays where there are few days; the year where it changes. */
export function dateTicks(dates: readonly string[], step: Step, geometry: Geometry): readonly DateTick[] {
  const { right, isNarrow, x, widthOf } = geometry;
  const isLong = dates.length > mostDays && step === 'day';
  const gap = isNarrow ? least.narrow : least.wide;
  const isOfMonths = isLong || step === 'month';
  const textOf = (at: number): string => dateText(dates[at] ?? '', isOfMonths ? 'month' : 'dayMonth');
  const marks = dates.flatMap((date, at) => (isMarked(date, dates.length, step) ? [at] : []));
  const room = Math.max(0, ...marks.slice(0, 12).map((at) => widthOf(textOf(at), 'axis'))) + gap;
  const stride = strideOf(marks, room, x, isOfMonths);
  let free = 0;
  let year = '';
  return marks.flatMap((at, place) => {
    const date = dates[at] ?? '';
    const isNewYear = year !== '' && date.slice(0, 4) !== year;
    const text = `${textOf(at)}${isNewYear ? ` ${date.slice(0, 4)}` : ''}`;
    const width = widthOf(text, 'axis');
    const anchor = isLong ? 'start' : 'middle';
    const start = isLong ? x(at) + 1 : x(at) - width / 2;
    const fits = place % stride === 0 && start >= free && start + width <= right + gap;
    // Weeks and months are many: only those with a name are marked.
    if (!fits) return step === 'day' ? [{ x: x(at), anchor }] : [];
    free = start + width + gap;
    year = date.slice(0, 4);
    return [{ x: x(at), text, anchor }];
  });
}
