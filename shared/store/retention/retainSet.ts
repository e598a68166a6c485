import { ageProperty } from '../../edm/entityType.ts';
import { utcDate } from '../../edm/tomorrow.ts';
import type { Retained, WouldExpire } from '../contract/retention.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { RowOperation } from '../rows/rows.ts';
import { countBefore, countUndated, expireRows, type RetentionSource } from './expireRows.ts';
import {
  daysKept,
  keptSince as sinceOf,
  nextRetention,
  retentionProperties,
  retentionRowKey,
  type RetentionState,
  retentionStateIn,
} from './retentionState.ts';

type Remembering = Pick<RetentionSource, 'rows' | 'scope' | 'type'>;

async function remembered({ rows, scope, type }: Remembering) {
  const partition = rows.partition(scope, type.name);
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(retentionRowKey));
  return { partition, state: retentionStateIn(row), answered };
}

const isSame = (one: RetentionState, other: RetentionState): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Looks after the age of the rows of a set: remembers how long they are kept, deletes what is older than what counts, and logs
 * what a shortened time would delete, as far as the time of the scope goes. May be stopped anywhere and done twice, by two at
 * once too: a night is remembered only after it logged, and what is gone is not found again. What is counted comes last, so that
 * it takes no time from what is deleted, however many rows there are.
 *
 * @param days what the settings say; undefined: for ever
 */
export async function retainSet(source: RetentionSource, days: number | undefined): Promise<Retained> {
  const { scope, type } = source;
  if (ageProperty(type) === undefined) return { expired: 0, complete: true };
  const { partition, state, answered } = await remembered(source);
  const today = utcDate(answered);
  const next = nextRetention(state, days, today);
  const remember = async (): Promise<void> => {
    if (isSame(next, state)) return;
    const operation: RowOperation = {
      kind: 'upsert',
      row: { rowKey: retentionRowKey, properties: retentionProperties(next) },
    };
    await readWithRetries(scope, async () => await partition.transact([operation]));
  };
  if (next.proposed === undefined) await remember();
  const keptSince = next.days === undefined ? undefined : sinceOf(answered, next.days);
  const known = keptSince === undefined ? {} : { keptSince };
  const { expired, complete } =
    keptSince === undefined ? { expired: 0, complete: true } : await expireRows(source, keptSince);
  if (!complete) return { expired, ...known, complete };
  const pending = await pendingOf(source, next, answered);
  if (pending !== undefined && !isSame(next, state)) {
    scope.log('warning', `Rows of ${type.name} will be deleted that are kept now: their time was shortened`, pending);
    await remember();
  }
  const told = pending === undefined ? {} : { pending };
  const undated = keptSince === undefined ? undefined : await countUndated(source);
  return { expired, ...(undated !== undefined && { undated }), ...known, ...told, complete };
}

async function pendingOf(source: RetentionSource, { proposed }: RetentionState, answered: number) {
  if (proposed === undefined) return undefined;
  const { days, nights } = proposed;
  const keptSince = sinceOf(answered, days);
  return { days, nights, keptSince, ...(await countBefore(source, keptSince)) };
}

/** What the settings would delete if they counted at once; undefined where they keep everything. Nothing is written. */
export async function wouldExpire(source: RetentionSource, days: number | undefined): Promise<WouldExpire | undefined> {
  if (days === undefined || ageProperty(source.type) === undefined) return undefined;
  const { answered } = await remembered(source);
  const keptSince = sinceOf(answered, days);
  const [counted, undated] = [await countBefore(source, keptSince), await countUndated(source)];
  return { keptSince, ...counted, ...(undated !== undefined && { undated }) };
}

/** The oldest date of which rows are kept, by what counts tonight; undefined where everything is. One request to storage. */
export async function retentionBegin(source: Remembering, days: number | undefined): Promise<string | undefined> {
  if (days === undefined || ageProperty(source.type) === undefined) return undefined;
  const { state, answered } = await remembered(source);
  const kept = daysKept(state, days);
  return kept === undefined ? undefined : sinceOf(answered, kept);
}
