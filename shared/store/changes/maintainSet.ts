import { isDeepStrictEqual } from 'node:util';
import type { EntityType } from '../../edm/entityType.ts';
import type { TrackingTimes } from '../contract/changeCursor.ts';
import { addIndexRows } from './addIndexRows.ts';
import type { ChangeSource } from './changeSource.ts';
import { mergeIndexRows } from './mergeIndexRows.ts';
import { birthRowKey } from '../write/setBeginning.ts';
import { decodeEntity, decodePointer, decodeTombstone } from '../keys/decodeRow.ts';
import { isFence } from '../write/fence.ts';
import { indexLayouts } from '../keys/indexKey.ts';
import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowPrefix, changeRowStamp, mainPrefix } from '../keys/layout.ts';
import { readRange } from '../rows/readRange.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { Partition, RangeQuery, Row, RowOperation } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { deleteInTurn } from '../pace/deleteInTurn.ts';
import type { StorageScope } from '../contract/store.ts';
import type { Upkeep } from '../contract/upkeep.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** Where upkeep has come to: a row for each tenant and set, that no range of other rows holds. */
const upkeepRowKey = 'm_upkeep';

/** Tombstones are kept so much longer than links can be followed, because the clocks of storage differ; in milliseconds. */
const purgeMargin = 3_600_000;

/** Time that is left for an answer and what is to be done with it, in milliseconds. */
const timeForAnswer = 10_000;

/** Answers of storage looked at in one run, for each of its walks. */
const mostAnswers = 50;

/** Rows of one answer where each may be written. */
const fewRows = 200;

/** Answers after which the place is remembered: a run that is killed does no more than these again. */
const answersToRemember = 5;

/** Change rows before `change`, and main rows before `main`, have been looked at; both are row keys. */
interface Places {
  readonly change: string;
  readonly main: string;
  /** The indexes that are building; another list begins with the first main row. */
  readonly building: string;
  /** Index rows before it have been looked at, all main rows before; empty while those have not. */
  readonly index: string;
}

/**
 * Deletes the tombstones and fences that no link can need any more, reports rows that cannot be read, and builds the indexes
 * that are declared as building: first every main row gets the index rows it does not list, then every index row is held
 * against its main row. Bounded for each run; the next one goes on where it stopped, and where it was killed not far before.
 * What it does may be done twice, by two runs at once too: it deletes only what nobody needs.
 */
export async function maintainSet(source: ChangeSource, { linkLife }: TrackingTimes): Promise<Upkeep> {
  const { partition, scope, type } = source;
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(upkeepRowKey));
  let places = placesIn(row, type);
  let remembered = places;
  /** Writes the places a run has come to, unless they are known. */
  const remember = async (come: Partial<Places>): Promise<void> => {
    places = { ...places, ...come };
    if (isDeepStrictEqual(places, remembered)) return;
    const operation: RowOperation = { kind: 'upsert', row: { rowKey: upkeepRowKey, properties: { ...places } } };
    await readWithRetries(scope, async () => await partition.transact([operation]));
    remembered = places;
  };
  const expired = changeRowPrefix(Math.max(0, answered - linkLife - purgeMargin));
  let purged = 0;
  const byChange = async (change: string) => await remember({ change });
  const changes = await walk(source, { from: places.change, to: expired }, byChange, async (rows) => {
    const old = rows.filter((one) => one.properties['_deleted'] === true);
    purged += await purge(partition, scope, old);
    const isKnown = (one: Row) => isFence(one) || (decodeTombstone(one) ?? decodePointer(one)) !== undefined;
    return rows.filter((one) => !isKnown(one) && isDamaged(source, one));
  });
  await remember({ change: changes.reached ?? expired });
  const isBuilding = places.building !== '';
  const byMain = async (main: string) => await remember({ main });
  let added = 0;
  const range = { from: places.main, to: keyRange(mainPrefix).to, ...(isBuilding && { pageSize: fewRows }) };
  const mains = await walk(source, range, byMain, async (rows) => {
    if (isBuilding) added += await addIndexRows(source, rows);
    return rows.filter((one) => isDamaged(source, one));
  });
  const begun = places.index !== '' || mains.reached === undefined;
  const byIndex = async (at: string) => await remember({ index: at });
  const index =
    isBuilding && begun ? await mergeIndexes(source, places.index, byIndex) : { deleted: 0, reached: places.index };
  // From the last main row on the first follows.
  await remember({ main: mains.reached ?? mainPrefix, index: index.reached });
  const isWalked = isBuilding ? begun && index.reached === '' : mains.reached === undefined;
  const complete = changes.reached === undefined && isWalked;
  const built = isBuilding ? { added, deleted: index.deleted } : {};
  return { purged, damaged: changes.damaged + mains.damaged, ...built, complete };
}

/**
 * The stamp before which no tombstone is left, as far as upkeep has come; 0 before its first run. One request to storage.
 * What is written later may be stamped before by as much as a write takes to appear.
 */
export async function purgedUntil({ partition, scope }: Pick<ChangeSource, 'partition' | 'scope'>): Promise<number> {
  const { row } = await readWithRetries(scope, async () => await partition.get(upkeepRowKey));
  const change = row?.properties['change'];
  return typeof change === 'string' && change.startsWith(changePrefix) ? changeRowStamp(change) : 0;
}

function placesIn(row: Row | undefined, type: EntityType): Places {
  const { change, main, building: known, index } = row?.properties ?? {};
  const building = indexLayouts(type)
    .filter((each) => each.index.building === true)
    .map(({ name, index: { parts } }) => name + JSON.stringify(parts))
    .join(' ');
  const isSame = building === '' || building === known;
  return {
    change:
      typeof change === 'string' && change.startsWith(changePrefix) && change > birthRowKey
        ? change
        : changeRowPrefix(0),
    main: isSame && typeof main === 'string' && main.startsWith(mainPrefix) ? main : mainPrefix,
    building,
    index: isSame && typeof index === 'string' ? index : '',
  };
}

/** Walks the rows of the indexes that are building from a row key on; `reached` is empty at their end. */
async function mergeIndexes(source: ChangeSource, from: string, remember: Remember) {
  let deleted = 0;
  let place = from;
  for (const layout of indexLayouts(source.type)) {
    if (layout.index.building !== true || (place !== '' && !place.startsWith(layout.prefix))) continue;
    const { from: first, to } = keyRange(layout.prefix);
    const range = { from: place === '' ? first : place, to, pageSize: fewRows };
    place = '';
    const { reached } = await walk(source, range, remember, async (rows) => {
      deleted += await mergeIndexRows(source, layout, rows);
      return [];
    });
    if (reached !== undefined) return { deleted, reached };
  }
  return { deleted, reached: '' };
}

/** Is told of a row key now and then, behind which all is done. */
type Remember = (reached: string) => Promise<void>;

/** Walks a range as far as one run goes; `reached` is the row key it stopped behind, absent at the end of the range. */
async function walk(
  { partition, scope, type }: ChangeSource,
  range: Pick<RangeQuery, 'from' | 'to' | 'pageSize'>,
  remember: Remember,
  damagedIn: (rows: readonly Row[]) => Promise<readonly Row[]>,
): Promise<{ readonly damaged: number; readonly reached?: string }> {
  let damaged = 0;
  let reached: string | undefined;
  let continuation: string | undefined;
  for (let answers = 0; range.from < range.to; answers += 1) {
    // A run may stop only where it knows a row to go on from.
    if ((answers >= mostAnswers || scope.clock.now() > scope.deadline - timeForAnswer) && reached !== undefined) {
      return { damaged, reached };
    }
    const page = await readRange(partition, scope, { ...range, ...(continuation !== undefined && { continuation }) });
    for (const { rowKey } of await damagedIn(page.rows)) {
      damaged += 1;
      scope.log('error', `A row of ${type.name} cannot be read`, { row: loggedRow(rowKey) });
    }
    reached = page.rows.at(-1)?.rowKey ?? reached;
    ({ continuation } = page);
    if (continuation === undefined) break;
    if (reached !== undefined && answers % answersToRemember === answersToRemember - 1) await remember(reached);
  }
  return { damaged };
}

function isDamaged({ type }: ChangeSource, row: Row): boolean {
  return decodeEntity(type, row) === undefined;
}

/** Deletes rows, those of a transaction one by one when another run has deleted some of them meanwhile; tells how many. */
async function purge(partition: Partition, scope: StorageScope, rows: readonly Row[]): Promise<number> {
  let purged = 0;
  for await (const { some, outcome } of deleteInTurn(partition, scope, rows)) {
    if (outcome.ok) purged += some.length;
    else if (outcome.failure.kind !== 'notFound') throw storageError(outcome.failure);
    else if (some.length > 1) for (const row of some) purged += await purge(partition, scope, [row]);
  }
  return purged;
}
