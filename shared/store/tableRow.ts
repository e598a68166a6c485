import type { Row } from './rows.ts';

/** A row as the table service writes it in JSON (minimal metadata). */
export type WireRow = Readonly<Record<string, unknown>>;

const integer = /^-?[0-9]{1,19}$/;
const system = new Set(['PartitionKey', 'RowKey', 'Timestamp']);

/** Reads a row from the answer itself: the SDK throws away a whole page for one Int64 that is none. */
export function tableRow(wire: WireRow): Row {
  const properties: Record<string, unknown> = {};
  for (const name in wire) {
    if (system.has(name) || name.includes('odata.')) continue;
    const value = wire[name];
    const int64 = wire[`${name}@odata.type`] === 'Edm.Int64' && typeof value === 'string' && integer.test(value);
    if (value !== null) properties[name] = int64 ? BigInt(value) : value;
  }
  return { rowKey: wire['RowKey'] as string, etag: (wire['odata.etag'] ?? '') as string, properties };
}
