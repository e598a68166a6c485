import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { seedRows } from '../workload/seedRows.ts';
import { seedVariables } from './seedVariables.ts';

/** Rows in memory in the place of Table Storage, filled before the first `ping` is answered. */
export function connectTableRows(): Rows {
  const rows = createMemoryRows();
  const { [seedVariables.tenant]: tenant = '', [seedVariables.rows]: count = '0' } = process.env;
  const seeded = seedRows(rows, tenant, Number(count));
  return {
    partition: (scope, table) => rows.partition(scope, table),
    async ping(signal) {
      await seeded;
      return await rows.ping(signal);
    },
  };
}
