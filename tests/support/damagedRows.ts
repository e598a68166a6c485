import type { Row, Rows } from '../../shared/store/rows/rows.ts';
import { rowsWith } from './rowsWith.ts';

/** The same rows, of which those of some entities cannot be read, in none of their copies. */
export function damagedRows(rows: Rows, isDamaged: (id: string) => boolean): Rows {
  return changedRows(rows, (properties) => {
    const { id } = properties;
    return typeof id === 'string' && isDamaged(id) ? { ...properties, _version: 1n } : properties;
  });
}

/** The same rows, with other properties. */
export function changedRows(
  rows: Rows,
  change: (properties: Row['properties'], rowKey: string) => Row['properties'],
): Rows {
  const damage = (row: Row): Row => ({ ...row, properties: change(row.properties, row.rowKey) });
  return rowsWith(rows, (partition) => ({
    async get(rowKey) {
      const outcome = await partition.get(rowKey);
      return outcome.ok && outcome.value.row !== undefined
        ? { ok: true, value: { ...outcome.value, row: damage(outcome.value.row) } }
        : outcome;
    },
    async range(query) {
      const outcome = await partition.range(query);
      return outcome.ok ? { ok: true, value: { ...outcome.value, rows: outcome.value.rows.map(damage) } } : outcome;
    },
  }));
}
