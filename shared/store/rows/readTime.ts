import type { RowFailure } from './rows.ts';

/** What a walk says of the time its reads take. */
export interface ReadTime {
  /** Told before a range is begun; throws a 504 when there is no time for the answer. */
  begin(): void;
  /** Whether a read that failed is worth another try. */
  mayRepeat(failure: RowFailure): boolean;
}
