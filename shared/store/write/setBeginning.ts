import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowStamp } from '../keys/layout.ts';
import { readRange } from '../rows/readRange.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { Partition, Row } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** Tells of the beginning of a set: a row in front of all change rows, which no range of them holds. */
export const birthRowKey = changePrefix;

/** The set of a tenant. */
export interface SetSource {
  readonly partition: Partition;
  readonly scope: StorageScope;
}

/** What a set tells of its beginning. */
export interface SetBeginning {
  /** The name of it, which no other has; empty where nothing was ever stored; undefined where the set has rows but none that tells. */
  readonly birth: string | undefined;
  /** When it was, in milliseconds since the epoch: where nothing tells, not before the oldest change row; undefined without any. */
  readonly since: number | undefined;
  /** The Date of the answer, in milliseconds since the epoch. */
  readonly answered: number;
}

/**
 * Reads since when the set of a tenant exists. One request to storage; another where its answer is empty and goes on, so that it
 * ends in time however slow storage is.
 */
export async function readBeginning({ partition, scope }: SetSource): Promise<SetBeginning> {
  const page = await readRange(partition, scope, {
    ...keyRange(changePrefix),
    pageSize: 1,
    select: ['since', 'birth'],
  });
  const [first] = page.rows;
  if (first === undefined && page.continuation === undefined)
    return { birth: '', since: undefined, answered: page.answered };
  if (first !== undefined) return beginningIn(first, page.answered);
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(birthRowKey));
  return row === undefined ? { birth: undefined, since: undefined, answered } : beginningIn(row, answered);
}

/** What the first row of changes tells. */
function beginningIn({ rowKey, properties }: Row, answered: number): SetBeginning {
  if (rowKey !== birthRowKey) return { birth: undefined, since: changeRowStamp(rowKey), answered };
  const { since, birth } = properties;
  if (typeof since !== 'bigint') return { birth: undefined, since: undefined, answered };
  // Rows of before have no name.
  return { birth: typeof birth === 'string' ? birth : String(since), since: Number(since), answered };
}
