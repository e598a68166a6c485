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

/** The marks of the axis of dates: months, or Mondays where there are few days; the year where it changes. */
export function dateTicks(dates: readonly string[], step: Step, geometry: Geometry): readonly DateTick[] {
  const { right, isNarrow, x, widthOf } = geometry;
  const isLong = dates.length > mostDays && step === 'day';
  const gap = isNarrow ? least.narrow : least.wide;
  const monthForm = isLong || step === 'month' ? 'month' : 'dayMonth';
  let free = 0;
  let year = '';
  return dates.flatMap((date, at) => {
    if (!isMarked(date, dates.length, step)) return [];
    const isNewYear = year !== '' && date.slice(0, 4) !== year;
    const text = `${dateText(date, monthForm)}${isNewYear ? ` ${date.slice(0, 4)}` : ''}`;
    const room = widthOf(text, 'axis');
    const anchor = isLong ? 'start' : 'middle';
    const start = isLong ? x(at) + 1 : x(at) - room / 2;
    const fits = start >= free && start + room <= right + gap;
    // Weeks and months are many: only those with a name are marked.
    if (!fits) return step === 'day' ? [{ x: x(at), anchor }] : [];
    free = start + room + gap;
    year = date.slice(0, 4);
    return [{ x: x(at), text, anchor }];
  });
}
