import type { StorageScope } from '../contract/store.ts';
import { maxOperations, type Outcome, type Partition, type Row, type RowOperation } from '../rows/rows.ts';
import { TooManyRows } from './tooManyRows.ts';
import { transactInTurn } from './transactInTurn.ts';

/** Rows of one transaction, and what came of it. */
interface Deleted {
  readonly some: readonly Row[];
  readonly outcome: Outcome<undefined>;
}

/** Deletes rows when callers leave room for it, in as few transactions as storage takes them in; tells of each what came of it. */
export async function* deleteInTurn(
  partition: Partition,
  scope: StorageScope,
  rows: readonly Row[],
): AsyncGenerator<Deleted, void, undefined> {
  for (
    let some = rows.slice(0, maxOperations), start = 0;
    some.length > 0;
    some = rows.slice(start, start + maxOperations)
  ) {
    yield* deleteSome(partition, scope, some);
    start += some.length;
  }
}

async function* deleteSome(
  partition: Partition,
  scope: StorageScope,
  some: readonly Row[],
): AsyncGenerator<Deleted, void, undefined> {
  const deletes = some.map(({ rowKey }): RowOperation => ({ kind: 'delete', rowKey }));
  let outcome: Outcome<undefined>;
  try {
    outcome = await transactInTurn(partition, scope, deletes, some.length > 1);
  } catch (error) {
    if (!(error instanceof TooManyRows)) throw error;
    const half = Math.ceil(some.length / 2);
    yield* deleteSome(partition, scope, some.slice(0, half));
    yield* deleteSome(partition, scope, some.slice(half));
    return;
  }
  yield { some, outcome };
}
