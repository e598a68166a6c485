import { utcDate } from '../../edm/tomorrow.ts';
import type { Row } from '../rows/rows.ts';

/** What is remembered of the time rows are kept: a row for each tenant and set, that no range of other rows holds. */
export const retentionRowKey = 'm_retention';

/** Nights that log what would go before a shortened time counts. */
export const nightsBefore = 7;

/** How long rows are kept, and since when somebody wants to keep them shorter. */
export interface RetentionState {
  /** Days that count; absent: for ever. */
  readonly days?: number;
  readonly proposed?: {
    readonly days: number;
    /** Nights that have logged what would go. */
    readonly nights: number;
    /** The last of them (UTC). */
    readonly night: string;
  };
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'bigint' ? Number(value) : undefined);

/** Reads the row; one that is absent or damaged says that rows are kept for ever. */
export function retentionStateIn(row: Row | undefined): RetentionState {
  const { properties = {} } = row ?? {};
  const [days, proposed, nights] = [properties['days'], properties['proposed'], properties['nights']].map(numberIn);
  const night = properties['night'];
  return {
    ...(days !== undefined && { days }),
    ...(proposed !== undefined &&
      nights !== undefined &&
      typeof night === 'string' && { proposed: { days: proposed, nights, night } }),
  };
}

/** The properties of the row. */
export function retentionProperties({ days, proposed }: RetentionState) {
  return {
    ...(days !== undefined && { days: BigInt(days) }),
    ...(proposed !== undefined && {
      proposed: BigInt(proposed.days),
      nights: BigInt(proposed.nights),
      night: proposed.night,
    }),
  };
}

/**
 * What is remembered from tonight on, where the settings say `days`. A longer time counts at once; a shorter one after
 * nights that logged what would go, which begin again with another value.
 *
 * @param today by the clock of storage (UTC)
 */
export function nextRetention(state: RetentionState, days: number | undefined, today: string): RetentionState {
  if (days === undefined) return {};
  if (state.days !== undefined && days >= state.days) return { days };
  const kept = state.days === undefined ? {} : { days: state.days };
  const { proposed } = state;
  if (proposed?.days !== days) return { ...kept, proposed: { days, nights: 1, night: today } };
  if (proposed.night >= today) return { ...kept, proposed };
  if (proposed.nights >= nightsBefore) return { days };
  return { ...kept, proposed: { days, nights: proposed.nights + 1, night: today } };
}

/** The days that count before the next night: the settings may be longer than what is remembered, and never shorter. */
export function daysKept(state: RetentionState, days: number | undefined): number | undefined {
  return days === undefined || state.days === undefined ? undefined : Math.max(days, state.days);
}

/** The oldest date that is kept, where rows are kept for some days before a time in milliseconds since the epoch. */
export function keptSince(now: number, days: number): string {
  return utcDate(Math.max(0, now - days * 86_400_000));
}
