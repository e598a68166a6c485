import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import type { KeyRange } from './keyRange.ts';
import { placeEntities } from './placeEntities.ts';
import type { RowFilter } from './rowFilter.ts';
import type { Partition } from './rows.ts';
import { scanRows } from './scanRows.ts';
import type { ScanStep } from './scanStep.ts';
import type { StorageScope } from './store.ts';

/** Where a scan reads, and for whom. */
export interface ScanSource {
  readonly partition: Partition;
  readonly scope: StorageScope;
  readonly type: EntityType;
}

/** What a scan in ascending order reads: main rows or rows of one index. */
export interface RangeScan {
  readonly range: KeyRange;
  /** Goes on behind this position of an earlier scan of the same range. */
  readonly after?: string;
  readonly filter?: RowFilter;
  /** Rows to ask storage for at a time, 1 to 1,000; 1,000 unless given. */
  readonly pageSize?: number;
}

/**
 * Reads a range in the order of its row keys, one request a step. Empty and partial pages of storage come through as
 * they are. A position that is not inside the range is a 400 `invalidSkipToken`.
 */
export async function* scanRange(
  { partition, scope, type }: ScanSource,
  { range, after, filter, pageSize }: RangeScan,
): AsyncGenerator<ScanStep, void, undefined> {
  if (after !== undefined && (after < range.from || after >= range.to)) {
    throw new ODataError('invalidSkipToken', 'The $skiptoken does not belong to this query. Start again without it.');
  }
  const query = {
    from: after ?? range.from,
    fromExclusive: after !== undefined,
    to: range.to,
    ...(filter !== undefined && { filter }),
    ...(pageSize !== undefined && { pageSize }),
  };
  let position = after;
  for await (const { rows, continuation } of scanRows(partition, scope, query)) {
    position = rows.at(-1)?.rowKey ?? position;
    yield { entities: placeEntities(scope, type, rows), position, done: continuation === undefined };
  }
}
