import fc from 'fast-check';
import type { Row } from '../../../shared/store/rows/rows.ts';
import { SortedRows } from '../../../shared/store/rows/sortedRows.ts';

function rowsFrom(rows: SortedRows, rowKey: string): readonly Row[] {
  const visited: Row[] = [];
  rows.visit(rowKey, (row) => {
    visited.push(row);
    return true;
  });
  return visited;
}

describe('sorted rows', () => {
  it('agree with a plain map, whatever is set and deleted', () => {
    const step = fc.record({ key: fc.nat(3000).map(String), remove: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 500, maxLength: 4000, size: 'max' }),
        fc.nat(3000).map(String),
        (steps, from) => {
          const rows = new SortedRows();
          const plain = new Map<string, number>();
          for (const [etag, { key, remove }] of steps.entries()) {
            if (remove) {
              rows.delete(key);
              plain.delete(key);
            } else {
              rows.set({ rowKey: key, etag: String(etag), properties: {} });
              plain.set(key, etag);
            }
          }
          const sorted = [...plain].sort(([left], [right]) => (left < right ? -1 : 1));
          expect(rows.size).toBe(plain.size);
          expect(rowsFrom(rows, from).map((row) => [row.rowKey, Number(row.etag)])).toEqual(
            sorted.filter(([key]) => key >= from),
          );
          for (const key of ['0', '17', '2999']) expect(rows.get(key)?.etag).toBe(plain.get(key)?.toString());
        },
      ),
      { numRuns: 15 },
    );
  });
});
