import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import { inParallel } from './inParallel.ts';
import { mainRowKey } from './layout.ts';
import { type Current, decodeCurrent, readCurrent } from './readCurrent.ts';
import { readWithRetries } from './readWithRetries.ts';
import { maxComparisons, type RowFilter } from './rowFilter.ts';
import { maxPageSize, type Partition, type Row } from './rows.ts';
import { scanRows } from './scanRows.ts';
import type { StorageScope } from './store.ts';

/** Keys that are read one by one: so few take one round trip, whatever the size of the tenant. */
const fewKeys = 12;

/** Rows of the look that tells how thickly the keys lie among the rows of the tenant. */
const firstLook = 500;

/** Reads under way at the same time. */
const parallelGets = 32;
const parallelQueries = 8;

/** Longest text of the keys in one filter, escaped for a URL: storage takes 32 KiB in all. */
const maxFilterText = 4096;

/** The state of each key in their order; undefined for a row that cannot be read. */
export type Currents = readonly (Current | undefined)[];

interface Wanted {
  readonly key: string;
  readonly rowKey: string;
}

/**
 * Reads the main rows of many keys in few requests. A few keys are read one by one. Of many, a range of rows is read
 * first, from the lowest key on: where the keys lie thick (a small tenant, or one whose rows these are) going on like that
 * is cheapest, 1,000 rows a request. Where they lie thinner, requests for 12 keys each find them without reading the
 * rows between; storage walks that range all the same, so where the first look met none of the keys they are read one
 * by one, at a cost that does not grow with the tenant.
 */
export async function readCurrents(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  keys: readonly string[],
): Promise<Currents> {
  const found = new Map<string, Current | undefined>();
  const wanted = keys.map((key): Wanted => ({ key, rowKey: mainRowKey(key) }));
  wanted.sort((left, right) => (left.rowKey < right.rowKey ? -1 : 1));
  const settle = (some: readonly Wanted[], rows: readonly Row[], answered: number): void => {
    const byRowKey = new Map(rows.map((row) => [row.rowKey, row] as const));
    for (const { key, rowKey } of some) found.set(key, decodeCurrent(type, byRowKey.get(rowKey), answered));
  };

  let rest: readonly Wanted[] = wanted;
  let isThin = rest.length <= fewKeys;
  let met = 0;
  while (rest.length > 0 && !isThin) {
    const look = { ...rangeOf(rest), pageSize: rest === wanted ? firstLook : maxPageSize };
    const { rows, answered, continuation } = await readWithRetries(scope, async () => await partition.range(look));
    const seen = continuation === undefined ? undefined : (rows.at(-1)?.rowKey ?? '');
    const passed = seen === undefined ? rest : rest.filter(({ rowKey }) => rowKey <= seen);
    settle(passed, rows, answered);
    rest = rest.slice(passed.length);
    // The first one is where the look began, and says nothing.
    met = passed.length - 1;
    isThin = met * maxPageSize < maxComparisons * rows.length || met < 1;
  }

  if (met > 0) {
    await inParallel(inFilters(rest), parallelQueries, async (some) => {
      const filter = { kind: 'or', terms: some.map(({ key }) => isKey(key)) } as const;
      const rows: Row[] = [];
      let answered = 0;
      for await (const page of scanRows(partition, scope, { ...rangeOf(some), filter })) {
        rows.push(...page.rows);
        ({ answered } = page);
      }
      settle(some, rows, answered);
    });
  } else {
    await inParallel(rest, parallelGets, async ({ key }) => {
      found.set(key, await readOne(partition, scope, type, key));
    });
  }
  return keys.map((key) => found.get(key));
}

async function readOne(partition: Partition, scope: StorageScope, type: EntityType, key: string) {
  try {
    return await readCurrent(partition, scope, type, key);
  } catch (error) {
    if (error instanceof ODataError) throw error;
    return undefined;
  }
}

/** The range from the first to the last of some keys in order; `!` sorts behind a key and before all longer ones. */
function rangeOf(some: readonly Wanted[]): { readonly from: string; readonly to: string } {
  return { from: some[0]?.rowKey ?? '', to: `${some.at(-1)?.rowKey ?? ''}!` };
}

function isKey(value: string): RowFilter {
  return { kind: 'compare', property: 'id', operator: 'eq', value };
}

/** Divides keys into those of one filter: 12 comparisons, and no more text than a URL takes. */
function inFilters(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const filters: Wanted[][] = [];
  let size = 0;
  for (const each of wanted) {
    const length = encodeURIComponent(each.key).length;
    const last = filters.at(-1);
    if (last === undefined || last.length === maxComparisons || size + length > maxFilterText) {
      filters.push([each]);
      size = length;
    } else {
      last.push(each);
      size += length;
    }
  }
  return filters;
}
