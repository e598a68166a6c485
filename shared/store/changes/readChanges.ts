import { ODataError } from '../../errors/odataError.ts';
import {
  type ChangeCursor,
  type ChangePage,
  type EntityChange,
  maxStamp,
  type TrackingTimes,
} from '../contract/changeCursor.ts';
import { foreignCursor } from '../contract/foreignCursor.ts';
import { followPointers, type FoundChange } from './followPointers.ts';
import { isFence } from '../write/fence.ts';
import { keyRange, type KeyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowPrefix, changeRowStamp } from '../keys/layout.ts';
import { decodeEntity, decodePointer, decodeTombstone } from '../keys/decodeRow.ts';
import type { Row, RowPage } from '../rows/rows.ts';
import type { ChangeSource } from './changeSource.ts';
import { readBeginning, type SetBeginning } from '../write/setBeginning.ts';
import { scanRows } from '../rows/scanRows.ts';
import { mostRequests, walkBudget, type WalkBudget } from '../walk/walkBudget.ts';
import { storageError } from '../rows/storageError.ts';
import { StorageTimeout } from '../contract/storageTimeout.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** How far the clocks of storage may differ, with their whole seconds, in milliseconds. */
const disorder = 10_000;

/** Answers of storage to the look for what came before a page: these, and one for so many keys; else the keys are read. */
const fewLooks = 4;
const keysOfALook = 10;

/** Answers there has to be time for when a look is begun: its own, and two to read keys. */
const answersOfALook = 3;

/**
 * Where a follower goes on who reads everything after this call: at the time of storage less the holdback, so that a write
 * that was stamped before and appears later is not missed. One request to storage.
 */
export async function startTracking(source: ChangeSource, times: TrackingTimes): Promise<ChangeCursor> {
  return startAt(await readBeginning(source), times);
}

function startAt({ birth, answered }: SetBeginning, { holdback }: TrackingTimes): ChangeCursor {
  return { since: Math.max(0, answered - holdback), ...(birth !== undefined && { birth }) };
}

/**
 * Whether a cursor is one of another storage than the set, whose follower may have rows that this one never had: the names of
 * their beginnings differ; without a name it was written before the set began, or after, though nothing was in it then.
 */
function isOfAnother(cursor: ChangeCursor, { birth, since = 0 }: SetBeginning, { holdback }: TrackingTimes): boolean {
  if (cursor.birth !== undefined && cursor.birth !== '') return cursor.birth !== birth;
  if (birth === undefined || birth === '') return false;
  // A link reaches back by the holdback: what was begun within it, by a write that appeared late, is told whole.
  return cursor.birth === undefined ? cursor.since + holdback + disorder < since : since < cursor.since;
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
  let { next, birth } = cursor;
  if (next === undefined) {
    const beginning = await readBeginning(source);
    if (isOfAnother(cursor, beginning, times)) throw tooOld();
    const start = startAt(beginning, times);
    next = Math.max(cursor.since, start.since);
    ({ birth } = start);
  }
  const { to } = keyRange(changePrefix);
  const from = cursor.after ?? changeRowPrefix(cursor.since);
  if (cursor.after !== undefined && (from < changeRowPrefix(cursor.since) || from >= to)) throw foreignCursor();
  const range = { from, to, fromExclusive: cursor.after !== undefined, pageSize: limit };
  const budget = walkBudget(source.scope, mostRequests);
  const answers = scanRows(source.partition, source.scope, range, budget);
  const { rows, answered, continuation } = await firstFilled(answers, budget);
  if (Math.max(cursor.since, next) > answered + disorder || changeRowStamp(from) > answered + disorder)
    throw foreignCursor();
  // Judged by the answer itself: nobody had purged more when it was given.
  if (changeRowStamp(from) < answered - times.linkLife) throw tooOld();

  const { changes, living, upTo } = await changesIn(source, rows, cursor, times, budget);
  // Who was told of an entity has something: the set has begun since it was looked at, however long ago in this request that was.
  if (birth === '' && changes.length > 0) ({ birth } = await readBeginning(source));
  const of = birth === undefined ? {} : { birth };
  const last = rows.at(-1);
  // Of rows behind the place `living` may be, too, which makes for a look that finds nothing.
  const cursorBehind = ({ rowKey }: Pick<Row, 'rowKey'>): ChangeCursor => ({
    since: cursor.since,
    next,
    after: rowKey,
    living,
    ...of,
  });
  if (upTo !== undefined) return { changes, cursor: cursorBehind({ rowKey: upTo }), cursorBehind };
  const isLast = continuation === undefined || last === undefined;
  return { changes, cursor: isLast ? { since: next, ...of } : cursorBehind(last), cursorBehind };
}

/** The first page that has rows, or the last one. */
async function firstFilled(pages: AsyncIterable<RowPage>, budget: WalkBudget): Promise<RowPage> {
  for await (const page of pages) {
    if (page.rows.length > 0 || page.continuation === undefined) return page;
    if (budget.isSpent()) throw storageError({ kind: 'timeout' });
  }
  throw new Error('A range ended without a last page');
}

interface PageChanges {
  readonly changes: readonly EntityChange[];
  /** The stamp of the last change row of an entity that is there, as far as the round has come. */
  readonly living: number;
  /** The change row they go up to, where their characters filled the page before its end. */
  readonly upTo?: string;
}

/**
 * The changes in the change rows of a page. A tombstone counts only while there is no entity. One that was created again may
 * be stamped before its deletion, by as much as a write takes to appear: its own change row tells of it, and stands in the
 * same page or not long before.
 */
async function changesIn(
  source: ChangeSource,
  rows: readonly Row[],
  cursor: ChangeCursor,
  { holdback }: TrackingTimes,
  budget: WalkBudget,
): Promise<PageChanges> {
  const { scope, type } = source;
  const found: FoundChange[] = [];
  const present = new Set<string>();
  const deleted = new Map<string, number>();
  const unknown = new Set<string>();
  let { living = -1 } = cursor;
  for (const row of rows) {
    if (isFence(row)) continue;
    const { rowKey } = row;
    const stored = decodeEntity(type, row)?.stored;
    const key = stored?.entity.id ?? decodePointer(row)?.key;
    const tombstone = key === undefined ? decodeTombstone(row) : undefined;
    if (key !== undefined) {
      found.push(stored === undefined ? { kind: 'pointed', key, rowKey } : { kind: 'changed', stored, rowKey });
      present.add(key);
      living = changeRowStamp(rowKey);
    } else if (tombstone === undefined) {
      scope.log('error', `A change row of ${type.name} cannot be read and is left out`, { row: loggedRow(rowKey) });
    } else if (!deleted.has(tombstone.key)) {
      found.push({ kind: 'deleted', key: tombstone.key, rowKey });
      deleted.set(tombstone.key, tombstone.stamp);
    }
  }
  const to = rows[0]?.rowKey ?? changePrefix;
  const reach = holdback + disorder;
  const start = changeRowStamp(to) - reach;
  // Between the page before and this one there is nothing.
  const isBegun = cursor.after !== undefined;
  if (!isBegun || (changeRowStamp(cursor.after) >= start && (cursor.living ?? 0) >= start)) {
    const unsure = [...deleted].flatMap(([key, stamp]) =>
      present.has(key) || stamp - reach > start + reach ? [] : [key],
    );
    const range = { from: changeRowPrefix(Math.max(0, start)), to };
    // What the pages before have read is not read again.
    const before = await livingBefore(source, range, unsure, isBegun ? 0 : rows.length);
    for (const key of before.keys) present.add(key);
    for (const key of before.unknown) unknown.add(key);
    living = Math.max(living, before.living);
  }
  const changes = found.flatMap((change): readonly FoundChange[] => {
    if (change.kind !== 'deleted') return [change];
    if (present.has(change.key)) return [];
    return [unknown.has(change.key) ? { ...change, unsure: true } : change];
  });
  return { ...(await followPointers(source, changes, budget)), living };
}

/** What change rows of a range say of some keys. */
interface Before {
  /** Those that are there. */
  readonly keys: readonly string[];
  /** Those of which the range was not read far enough to tell. */
  readonly unknown: readonly string[];
  /** The last stamp of a row of anything that is there. */
  readonly living: number;
}

/** Those of some keys of which a change row in a range says that they are there, as far as so many rows, a few looks and the time go. */
async function livingBefore(
  source: ChangeSource,
  range: KeyRange,
  keys: readonly string[],
  most: number,
): Promise<Before> {
  const { partition, scope } = source;
  const found = new Set<unknown>();
  let living = -1;
  if (keys.length === 0) return { keys, unknown: [], living: maxStamp };
  const budget = walkBudget(scope, mostRequests, answersOfALook);
  // One key is read as soon.
  if (most === 0 || keys.length === 1 || budget.isSpent()) return { keys: [], unknown: keys, living: maxStamp };
  // Whatever a look does not tell, the keys do.
  budget.reached();
  const isThere = (key: string): boolean => found.has(key);
  let [looks, left] = [fewLooks + keys.length / keysOfALook, most];
  const look = { ...range, select: ['id', '_deleted'], pageSize: most };
  try {
    for await (const page of scanRows(partition, scope, look, budget)) {
      for (const { rowKey, properties } of page.rows) {
        if (properties['_deleted'] === true) continue;
        found.add(properties['id']);
        living = changeRowStamp(rowKey);
      }
      if (page.continuation === undefined) return { keys: keys.filter(isThere), unknown: [], living };
      looks -= 1;
      left -= page.rows.length;
      // Many changes at once, or storage is slow.
      if (looks < 0 || left <= 0 || budget.isSpent()) break;
    }
  } catch (error) {
    if (!(error instanceof StorageTimeout)) throw error;
  }
  return { keys: keys.filter(isThere), unknown: keys.filter((key) => !isThere(key)), living: maxStamp };
}

function tooOld(): ODataError {
  return new ODataError(
    'syncStateNotFound',
    'The delta link is too old: it can be followed for 30 days, and in the storage it was read from. Read everything again by the URL in Location.',
    { target: '$deltatoken' },
  );
}
