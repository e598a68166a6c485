import { readWithRetries } from './readWithRetries.ts';
import type { Outcome, Partition, RangeQuery, RowFailure, RowPage } from './rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** What a walk says of the time its reads take. */
export interface ReadTime {
  /** Told before a range is begun; throws a 504 when there is no time for the answer. */
  begin(): void;
  /** Whether a read that failed is worth another try. */
  mayRepeat(failure: RowFailure): boolean;
}

/**
 * One answer of storage to a range, repeated after transport failures; what fails in the end is thrown as an ODataError. A walk
 * gives its time, within which it is begun and repeated.
 */
export async function readRange(
  partition: Partition,
  scope: StorageScope,
  query: RangeQuery,
  time?: ReadTime,
): Promise<RowPage> {
  time?.begin();
  return await readWithRetries(
    scope,
    async () => withProgress(query, await partition.range(query)),
    (failure) => time?.mayRepeat(failure) ?? true,
  );
}

/**
 * An answer whose continuation is the one that was sent gets nowhere, and would go on getting nowhere for ever: it counts as
 * storage that does not work.
 */
function withProgress({ continuation }: RangeQuery, outcome: Outcome<RowPage>): Outcome<RowPage> {
  if (!outcome.ok || continuation === undefined || outcome.value.continuation !== continuation) return outcome;
  const cause = new Error('Storage answered with the continuation it was sent');
  return { ok: false, failure: { kind: 'unavailable', cause } };
}
