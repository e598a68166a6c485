import type { NewRow } from '../../shared/store/rows/rows.ts';
import type { RowValue } from '../../shared/store/rows/rowValue.ts';

/** A tenant id as the name of its partition. */
const partitionKey = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';

function valueBytes(value: RowValue): number {
  if (typeof value === 'string') return value.length * 2 + 4;
  return typeof value === 'boolean' ? 1 : 8;
}

/**
 * Bytes Table Storage bills for a row: 4, two for each unit of its keys, and for each property 8, two for each unit of the
 * name, and the value; its Timestamp is one of them. See
 * https://learn.microsoft.com/en-us/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function storedBytes({ rowKey, properties }: NewRow): number {
  const timestamp = 8 + 'Timestamp'.length * 2 + 8;
  const own = Object.entries(properties).map(([name, value]) => 8 + name.length * 2 + valueBytes(value));
  return 4 + (partitionKey.length + rowKey.length) * 2 + timestamp + own.reduce((sum, bytes) => sum + bytes, 0);
}
