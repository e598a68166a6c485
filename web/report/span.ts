import { dateAfter, datesBetween, type DateRange } from '../figures/dates.ts';
import type { Choices } from '../page/address.ts';

/** The spans of days that are offered, with their length; `all` has none. */
export const spanDays: Readonly<Record<string, number | undefined>> = {
  '7d': 7,
  '30d': 30,
  '90d': 90,
  '6m': 180,
  '1y': 365,
  all: undefined,
};

/** What spans are called on their buttons, and in sentences. */
export const spanWords: Readonly<Record<string, readonly [button: string, words: string]>> = {
  '7d': ['7 d', '7 days'],
  '30d': ['30 d', '30 days'],
  '90d': ['90 d', '90 days'],
  '6m': ['6 m', '6 months'],
  '1y': ['1 y', 'year'],
  all: ['All', 'whole time'],
};

/** Days before a span that its averages and the week before its last one need. */
const lead = 13;
/** Days the newest figure may be behind without being asked for once more. */
const lag = 8;
/** A year before falls on the same day of the week. */
const yearBefore = 364;

/** Days by which the span compared with is earlier; undefined where nothing is compared. */
export function spanShift({ against, last = '90d', from, to }: Choices): number | undefined {
  if (against === 'year') return yearBefore;
  if (against === undefined) return undefined;
  return from !== undefined && to !== undefined ? datesBetween(from, to) + 1 : spanDays[last];
}

/** The days that are asked for; without `from` all there are. */
export interface AskedSpan {
  readonly from?: string;
  readonly to: string;
}

/**
 * The days to ask for.
 *
 * @param anchor the newest day, or what is taken for it until it is known
 */
export function spanAsked(choices: Choices, anchor: string): AskedSpan {
  const { last = '90d', from, to } = choices;
  const shift = spanShift(choices) ?? 0;
  if (from !== undefined && to !== undefined) return { from: dateAfter(from, -lead - shift), to };
  const days = spanDays[last];
  const tomorrow = dateAfter(anchor, 1);
  return days === undefined
    ? { to: tomorrow }
    : { from: dateAfter(anchor, 1 - days - lead - lag - shift), to: tomorrow };
}

/** Whether the days that were asked for hold what a span that ends at the newest day needs. */
export function spanHolds(choices: Choices, { from }: AskedSpan, newest: string): boolean {
  const days = spanDays[choices.last ?? '90d'];
  if (choices.from !== undefined || from === undefined || days === undefined) return true;
  return from <= dateAfter(newest, 1 - days - lead - (spanShift(choices) ?? 0));
}

/** The days that are shown: none before the first there is, and none after the newest. */
export function spanShown({ last = '90d', from, to }: Choices, there: DateRange): DateRange {
  if (from !== undefined && to !== undefined)
    return { from: from > there.from ? from : there.from, to: to < there.to ? to : there.to };
  const days = spanDays[last];
  const first = days === undefined ? there.from : dateAfter(there.to, 1 - days);
  return { from: first > there.from ? first : there.from, to: there.to };
}

/** The span in words, as in "the 90 days before". */
export function spanText({ last = '90d', from, to }: Choices): string {
  if (from !== undefined && to !== undefined) return `${datesBetween(from, to) + 1} days`;
  return spanWords[last]?.[1] ?? '';
}
