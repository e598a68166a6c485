import { ODataError } from '../errors/odataError.ts';
import type { ChangeCursor, ChangePage, EntityChange, TrackingTimes } from './changeCursor.ts';
import { isFence } from './fence.ts';
import { keyRange } from './keyRange.ts';
import { changePrefix, changeRowPrefix, changeRowStamp } from './layout.ts';
import { purgeTombstones } from './purgeTombstones.ts';
import { readCurrents } from './readCurrents.ts';
import { readWithRetries } from './readWithRetries.ts';
import { decodeEntity, decodeTombstone } from './decodeRow.ts';
import type { Row, RowPage } from './rows.ts';
import type { ChangeSource } from './changeSource.ts';
import { scanRows } from './scanRows.ts';

/** Tombstones are kept longer than links can be followed, because the clocks of storage differ; and purged that seldom. */
const purgeMargin = 3_600_000;

/**
 * The time from which on a follower has to read changes who reads everything after this call: the time of storage less
 * the holdback, so that a write that was stamped before and appears later is not missed. One request to storage.
 */
export async function startTracking({ partition, scope }: ChangeSource, { holdback }: TrackingTimes): Promise<number> {
  // No row has this name: what is wanted is the Date of the answer.
  const { answered } = await readWithRetries(scope, async () => await partition.get(changePrefix));
  return Math.max(0, answered - holdback);
}

/**
 * Reads a page of the changes since a cursor, at most `limit` (1 to 1,000), in the order of their stamps. A change may
 * come again in the next round, as long as a write stamped before it may still appear. Throws a 410 when tombstones the
 * follower would need may be gone, and a 400 for a cursor that is none.
 */
export async function readChanges(
  source: ChangeSource,
  cursor: ChangeCursor,
  limit: number,
  times: TrackingTimes,
): Promise<ChangePage> {
  const next = cursor.next ?? Math.max(cursor.since, await startTracking(source, times));
  const { to } = keyRange(changePrefix);
  const from = cursor.after ?? changeRowPrefix(cursor.since);
  if (cursor.after !== undefined && (from < changeRowPrefix(cursor.since) || from >= to)) throw foreignCursor();
  const range = { from, to, fromExclusive: cursor.after !== undefined, pageSize: limit };
  const { rows, answered, continuation } = await firstFilled(scanRows(source.partition, source.scope, range));
  // Judged by the answer itself: nobody had purged more when it was given.
  if (changeRowStamp(from) < answered - times.linkLife) throw tooOld();

  const changes = await changesIn(source, rows);
  const last = rows.at(-1);
  if (continuation !== undefined && last !== undefined) {
    return { changes, cursor: { ...cursor, next, after: last.rowKey } };
  }
  const expired = next + times.holdback - times.linkLife - purgeMargin;
  const isDue = expired - cursor.purged >= purgeMargin;
  const purged = isDue ? await purgeTombstones(source, cursor.purged, expired) : cursor.purged;
  return { changes, cursor: { since: next, purged } };
}

/** The first page that has rows, or the last one. */
async function firstFilled(pages: AsyncIterable<RowPage>): Promise<RowPage> {
  for await (const page of pages) if (page.rows.length > 0 || page.continuation === undefined) return page;
  throw new Error('A range ended without a last page');
}

/**
 * The changes in change rows. A tombstone counts only while there is no entity: one that was created again within the
 * second of its deletion may be stamped before it, and its own change row tells of it.
 */
async function changesIn({ partition, scope, type }: ChangeSource, rows: readonly Row[]): Promise<EntityChange[]> {
  const changes: EntityChange[] = [];
  const present = new Set<string>();
  const deleted = new Set<string>();
  for (const row of rows) {
    if (isFence(row)) continue;
    const stored = decodeEntity(type, row)?.stored;
    const key = stored === undefined ? decodeTombstone(row)?.key : undefined;
    if (stored !== undefined) {
      changes.push({ kind: 'changed', stored });
      present.add(stored.entity.id);
    } else if (key === undefined) {
      scope.log('error', `A change row of ${type.name} cannot be read and is left out`, { rowKey: row.rowKey });
    } else if (!deleted.has(key)) {
      changes.push({ kind: 'deleted', key });
      deleted.add(key);
    }
  }
  const unsure = [...deleted].filter((key) => !present.has(key));
  const currents = await readCurrents(partition, scope, type, unsure);
  for (const [index, key] of unsure.entries()) {
    const current = currents[index];
    // A row that cannot be read is there all the same.
    if (current === undefined || current.state !== undefined) present.add(key);
  }
  return changes.filter((change) => change.kind === 'changed' || !present.has(change.key));
}

function tooOld(): ODataError {
  return new ODataError(
    'syncStateNotFound',
    'The delta link is too old: it can be followed for 30 days. Read everything again by the URL in Location.',
    { target: '$deltatoken' },
  );
}

/** The 400 for a delta link that does not belong to the request. */
export function foreignCursor(): ODataError {
  return new ODataError(
    'invalidDeltaToken',
    'The delta link does not belong to this request, or was changed; follow links as they were returned, or start again ' +
      'without it.',
    { target: '$deltatoken' },
  );
}
