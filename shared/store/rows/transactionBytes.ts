import type { NewRow, RowOperation } from './rows.ts';
import type { RowValue } from './rowValue.ts';

/** Most bytes of the body of one transaction. */
export const maxTransactionBytes = 4 << 20;

/** Bytes around the parts of the body, and around each of them but for its row key: boundaries, headers, the address. */
const envelope = 512;
const partEnvelope = 1024;

/** Most bytes one UTF-16 unit takes in JSON: `\u001f`. */
const maxUnitBytes = 6;

/** Line and paragraph separators are sent as escapes (see tableClients). */
const separators = /[\u2028\u2029]/g;

/**
 * Most bytes the body of a transaction can take: JSON in the parts of a multipart message. Never less than what is sent; a
 * little more, because the address of the account is not known here.
 */
export function transactionBytes(operations: readonly RowOperation[]): number {
  const sizeOf = sizer(exactBytes);
  return operations.reduce((sum, operation) => sum + partEnvelope + sizeOf(operation), envelope);
}

/** Whether a transaction keeps to the limit of storage; ordinary ones are not written out for that. */
export function fitsTransaction(operations: readonly RowOperation[]): boolean {
  const sizeOf = sizer(roughBytes);
  const most = operations.reduce((sum, operation) => sum + partEnvelope + sizeOf(operation), envelope);
  return most <= maxTransactionBytes || transactionBytes(operations) <= maxTransactionBytes;
}

/** Bytes of the row of an operation. The rows of an entity are copies, mostly of one and the same object. */
function sizer(bytesOf: (properties: NewRow['properties']) => number): (operation: RowOperation) => number {
  let last: NewRow['properties'] | undefined;
  let size = 0;
  return (operation) => {
    if (!('row' in operation)) return operation.rowKey.length * 9;
    const { rowKey, properties } = operation.row;
    if (properties !== last) {
      last = properties;
      size = bytesOf(properties);
    }
    // Once in the address, percent-encoded, and once in the JSON.
    return rowKey.length * (9 + 3) + size;
  };
}

function exactBytes(properties: NewRow['properties']): number {
  const wire: Record<string, string | boolean> = {};
  let more = 0;
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'bigint') {
      wire[`${name}@odata.type`] = 'Edm.Int64';
      wire[name] = value.toString();
    } else {
      wire[name] = value;
      if (typeof value === 'string') more += 3 * (value.match(separators)?.length ?? 0);
    }
  }
  return Buffer.byteLength(JSON.stringify(wire)) + more;
}

function roughBytes(properties: NewRow['properties']): number {
  let bytes = 2;
  for (const name in properties) bytes += 40 + name.length * 2 + valueBytes(properties[name]);
  return bytes;
}

function valueBytes(value: RowValue | undefined): number {
  return typeof value === 'string' ? value.length * maxUnitBytes : 20;
}
