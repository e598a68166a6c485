import { readRange, type ReadTime } from './readRange.ts';
import type { Partition, RangeQuery, RowPage } from './rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** The pages of a range as storage gives them, from a continuation if there is one; they may be empty. One request each. */
export async function* scanRows(
  partition: Partition,
  scope: StorageScope,
  query: RangeQuery,
  time?: ReadTime,
): AsyncGenerator<RowPage, void, undefined> {
  let { continuation } = query;
  do {
    const next: RangeQuery = { ...query, ...(continuation !== undefined && { continuation }) };
    const page = await readRange(partition, scope, next, time);
    yield page;
    continuation = page.continuation;
  } while (continuation !== undefined);
}
