import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowStamp } from '../keys/layout.ts';
import { scanRows } from '../rows/scanRows.ts';
import type { Partition } from '../rows/rows.ts';
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

/** Reads since when the set of a tenant exists. One request to storage. */
export async function readBeginning({ partition, scope }: SetSource): Promise<SetBeginning> {
  let answered = 0;
  const range = { ...keyRange(changePrefix), pageSize: 1, select: ['since', 'birth'] };
  for await (const page of scanRows(partition, scope, range)) {
    const [first] = page.rows;
    ({ answered } = page);
    if (first === undefined) continue;
    if (first.rowKey !== birthRowKey) return { birth: undefined, since: changeRowStamp(first.rowKey), answered };
    const { since, birth } = first.properties;
    if (typeof since !== 'bigint') return { birth: undefined, since: undefined, answered };
    // Rows of before have no name.
    return { birth: typeof birth === 'string' ? birth : String(since), since: Number(since), answered };
  }
  return { birth: '', since: undefined, answered };
}
