import { countComparisons, maxComparisons } from './rowFilter.ts';
import { maxOperations, maxPageSize, type NewRow, type RangeQuery, rowKeyOf, type RowOperation } from './rows.ts';
import type { RowValue } from './rowValue.ts';
import { fitsTransaction } from './transactionBytes.ts';

const maxKeyUnits = 512;
const maxProperties = 252;
const maxStringBytes = 65_535;
const maxRowBytes = 1 << 20;

// eslint-disable-next-line no-control-regex -- control characters are among what keys must not hold
const badInKey = /[/\\#?%\u0000-\u001f\u007f-\u009f]/;
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
const systemNames = new Set(['partitionkey', 'rowkey', 'timestamp', 'etag']);

/** What the table service would find wrong with a transaction, whatever is stored: 'tooLarge' or a reason. */
export function transactionFault(operations: readonly RowOperation[]): string | undefined {
  if (operations.length < 1 || operations.length > maxOperations) return `${operations.length} operations`;
  const guarded = operations.some((operation) => operation.kind === 'delete' && operation.etag !== undefined);
  if (guarded && operations.length > 1) return 'an ETag of a delete in a transaction, which would be ignored';
  const rowKeys = new Set(operations.map(rowKeyOf));
  if (rowKeys.size < operations.length) return 'two operations on one row';
  // The rows of an entity are copies, mostly of one and the same object.
  let last: NewRow['properties'] | undefined;
  let size = 0;
  for (const operation of operations) {
    const rowKey = rowKeyOf(operation);
    const fault = keyFault(rowKey);
    if (fault !== undefined) return fault;
    if (!('row' in operation)) continue;
    const { properties } = operation.row;
    if (properties !== last) {
      const wrong = propertiesFault(properties);
      if (wrong !== undefined) return wrong;
      last = properties;
      size = propertiesBytes(properties);
    }
    if (4 + rowKey.length * 2 + size > maxRowBytes) return 'tooLarge';
  }
  return fitsTransaction(operations) ? undefined : 'tooLarge';
}

/** What the table service would find wrong with a range query. */
export function rangeFault({ filter, pageSize = maxPageSize, select }: RangeQuery): string | undefined {
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > maxPageSize) return `page size ${pageSize}`;
  if (select?.length === 0) return 'empty $select';
  if (filter === undefined) return undefined;
  const comparisons = countComparisons(filter);
  return comparisons < 1 || comparisons > maxComparisons ? `${comparisons} comparisons` : undefined;
}

/** What the table service would find wrong with a partition or row key. */
export function keyFault(key: string): string | undefined {
  if (key.length > maxKeyUnits) return `key of ${key.length} characters`;
  return badInKey.test(key) || !key.isWellFormed() ? 'character not allowed in a key' : undefined;
}

/** Names that were found good: the same few in every row. Bounded, because names are what a caller writes. */
const goodNames = new Set<string>();
const maxGoodNames = 1000;

function isGoodName(name: string): boolean {
  if (goodNames.has(name)) return true;
  if (!identifier.test(name) || systemNames.has(name.toLowerCase())) return false;
  if (goodNames.size < maxGoodNames) goodNames.add(name);
  return true;
}

function propertiesFault(properties: NewRow['properties']): string | undefined {
  let count = 0;
  for (const name in properties) {
    count += 1;
    if (!isGoodName(name)) return `property name ${name}`;
    const value = properties[name];
    if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value) return 'Int64 out of range';
    if (typeof value === 'string' && value.length * 2 > maxStringBytes) return 'tooLarge';
  }
  return count > maxProperties ? `${count} properties` : undefined;
}

/** Size by the formula of the service documentation, but for the key of the row. */
function propertiesBytes(properties: NewRow['properties']): number {
  let bytes = 0;
  for (const name in properties) bytes += 8 + name.length * 2 + valueBytes(properties[name]);
  return bytes;
}

function valueBytes(value: RowValue | undefined): number {
  return typeof value === 'string' ? 4 + value.length * 2 : typeof value === 'bigint' ? 8 : 1;
}
