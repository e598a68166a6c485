import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { inParallel } from '../../time/inParallel.ts';
import { mainRowKey } from './layout.ts';
import { type Current, decodeCurrent, readCurrent } from './readCurrent.ts';
import { readRange, type ReadTime } from '../rows/readRange.ts';
import { maxPageSize, type Partition, type Row } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** Keys that are read one by one, and of which a sample is made: so few take one round trip. */
export const fewKeys = 12;

/** Fewest rows of the look that tells how thickly the keys lie among the rows of the tenant; with more keys it has as many. */
const firstLook = 500;

/** Most rows read for each key that lies among them; where it would take more, the keys are read one by one. */
const maxRowsPerKey = 4;

/** Fewest keys of which a sample is worth its requests. */
const fewestToSample = 5 * fewKeys;

/** Reads under way at the same time. */
const parallelGets = 32;

/** Looks that may end in a gap behind fewer keys than are read side by side: a request may begin with the end of a run. */
const mostShortRuns = 1;

/** The state of each key in their order; undefined for a row that cannot be read. */
export type Currents = readonly (Current | undefined)[];

/** What is known of keys that were read; those that are missing were not. */
export type FoundCurrents = ReadonlyMap<string, Current | undefined>;

/** What a reading of many keys may do. */
interface Reading {
  /** Names the keys whose absence may be presumed; none unless given. */
  readonly mayPresume?: (key: string) => boolean;
  /** Told of each state when it is kept; what it throws ends the reading. */
  readonly onKept?: (current: Current) => void;
  /** True when nothing more is to be begun; whoever gives it looks for what is missing. */
  readonly isOver?: () => boolean;
  /** The time within which ranges are begun, and reads repeated. */
  readonly time?: ReadTime;
  /** With so many keys or more no look has more rows than there are keys: a bulk, which has other ways, is quicker with more. */
  readonly sparingFrom?: number;
  /** Where the states are put; what is in it when a read fails was read. */
  readonly found?: Map<string, Current | undefined>;
}

interface Wanted {
  readonly key: string;
  readonly rowKey: string;
}

/**
 * Reads the main rows of many keys. A few keys are read one by one. Of many, a range of rows is read first, from the
 * lowest key on: where the keys lie thick (a small tenant, one whose rows these are, or rows that are sent in the order of
 * their keys) going on like that is cheapest, 1,000 rows a request, and a gap between two runs of keys is passed over. Where
 * they lie thin they are read one by one, side by side: a filter that names several keys is no look-up for storage, which
 * walks every row between them (design guide, "Design for querying"); so the cost does not grow with the tenant.
 *
 * `mayPresume` names the keys whose absence the caller may presume, because its write fails if they are there after all.
 * All others are presumed absent when of a sample of them and of the rows looked at none exists: new rows, as in an
 * import, need no reads of their own.
 */
export async function readCurrents(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  keys: readonly string[],
  reading: Pick<Reading, 'mayPresume' | 'onKept'> = {},
): Promise<Currents> {
  const found = await findCurrents(partition, scope, type, keys, reading);
  return keys.map((key) => found.get(key));
}

/** The same as far as there is time. */
export async function findCurrents(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  keys: readonly string[],
  reading: Reading,
): Promise<FoundCurrents> {
  const { mayPresume = () => false, onKept = () => undefined, isOver = () => false, time, sparingFrom } = reading;
  const { found = new Map<string, Current | undefined>() } = reading;
  const keep = (key: string, current: Current | undefined): void => {
    found.set(key, current);
    if (current !== undefined) onKept(current);
  };
  const readEach = async (some: readonly Wanted[]): Promise<void> => {
    await inParallel(some, parallelGets, async ({ key }) => {
      if (!isOver()) keep(key, await readOne(partition, scope, type, key, time));
    });
  };
  const wanted = keys.map((key): Wanted => ({ key, rowKey: mainRowKey(key) }));
  wanted.sort((left, right) => (left.rowKey < right.rowKey ? -1 : 1));

  let rest: readonly Wanted[] = wanted;
  let isThin = rest.length < (sparingFrom ?? fewKeys + 1);
  let shortRuns = 0;
  while (rest.length > 0 && !isThin && !isOver()) {
    const usual = rest === wanted ? Math.max(firstLook, rest.length) : maxPageSize;
    const pageSize = sparingFrom === undefined ? usual : rest.length;
    const look = { ...rangeOf(rest), pageSize: Math.min(pageSize, maxPageSize) };
    const { rows, answered, continuation } = await readRange(partition, scope, look, time);
    const seen = continuation === undefined ? undefined : (rows.at(-1)?.rowKey ?? '');
    const passed = seen === undefined ? rest : rest.filter(({ rowKey }) => rowKey <= seen);
    const byRowKey = new Map(rows.map((row): [string, Row] => [row.rowKey, row]));
    for (const { key, rowKey } of passed) keep(key, decodeCurrent(type, byRowKey.get(rowKey), answered));
    rest = rest.slice(passed.length);
    const run = runOf(rows, passed);
    if (run === 'short') shortRuns += 1;
    // So few of a small look say nothing.
    isThin = run === 'thin' || shortRuns > mostShortRuns || (sparingFrom !== undefined && passed.length < 2);
  }

  const presumable = rest.filter(({ key }) => mayPresume(key));
  if (presumable.length >= fewestToSample) {
    await readEach(sampleOf(presumable));
    const answered = whenAllAbsent([...found.values()]);
    if (answered !== undefined) {
      for (const { key } of presumable) if (!found.has(key)) found.set(key, { state: undefined, answered });
    }
  }
  await readEach(rest.filter(({ key }) => !found.has(key)));
  return found;
}

/**
 * How the keys lie that a look has passed. Rows behind the last of them are of a gap, and say nothing: behind it the next run
 * begins, such as that of another refresh date. Nor does the first key, which is where the look began.
 */
function runOf(rows: readonly Row[], passed: readonly Wanted[]): 'thick' | 'short' | 'thin' {
  if (rows.length <= maxRowsPerKey * (passed.length - 1)) return 'thick';
  const last = passed.at(-1)?.rowKey ?? '';
  const among = rows.findLastIndex(({ rowKey }) => rowKey <= last) + 1;
  if (among === 0 || among > maxRowsPerKey * passed.length) return 'thin';
  return passed.length < parallelGets ? 'short' : 'thick';
}

/** A few of many, from all over. */
function sampleOf(many: readonly Wanted[]): readonly Wanted[] {
  return Array.from({ length: fewKeys }, (_, at) => many[Math.floor((at * many.length) / fewKeys)] ?? []).flat();
}

/** The earliest time at which one was found absent, in milliseconds since the epoch; undefined unless all were. */
function whenAllAbsent(found: Currents): number | undefined {
  const times = found.flatMap((one) => (one === undefined || one.state !== undefined ? [] : [one.answered]));
  return times.length < found.length ? undefined : Math.min(...times);
}

async function readOne(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  key: string,
  time: ReadTime | undefined,
): Promise<Current | undefined> {
  try {
    return await readCurrent(partition, scope, type, key, time && ((failure) => time.mayRepeat(failure)));
  } catch (error) {
    if (error instanceof ODataError) throw error;
    return undefined;
  }
}

/** The range from the first to the last of some keys in order; `!` sorts behind a key and before all longer ones. */
function rangeOf(some: readonly Wanted[]): { readonly from: string; readonly to: string } {
  return { from: some[0]?.rowKey ?? '', to: `${some.at(-1)?.rowKey ?? ''}!` };
}
