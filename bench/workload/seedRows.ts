import { Meter } from '../../shared/expression/cost/meter.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { maxOperations, type RowOperation, type Rows } from '../../shared/store/rows/rows.ts';
import { layout } from '../../shared/store/keys/layout.ts';
import { startClock } from '../../shared/store/contract/clock.ts';
import { StorageUsage } from '../../shared/store/contract/storageUsage.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { reportEntity, reportType, rowId } from './reportRows.ts';
import { storeSurely } from './storeSurely.ts';

/** What the benchmarks themselves may use of the storage: everything, for as long as it takes. */
export function benchScope(tenant: string): StorageScope {
  const clock = startClock();
  return {
    tenant,
    signal: new AbortController().signal,
    deadline: Infinity,
    clock,
    usage: new StorageUsage(clock.now),
    meter: new Meter(),
    log: () => undefined,
  };
}

/** Stores the first rows up to a number, straight as transactions of whole rows; those from `from` on. */
export async function seedRows(rows: Rows, tenant: string, count: number, from = 0): Promise<void> {
  if (count <= from) return;
  const scope = benchScope(tenant);
  // Makes the table, if need be.
  await createStore(rows).read(scope, reportType, rowId(from));
  const partition = rows.partition(scope, reportType.name);
  let operations: RowOperation[] = [];
  const flush = async (): Promise<void> => {
    await storeSurely(partition, operations);
    operations = [];
  };
  for (let index = from; index < count; index += 1) {
    const stored = { entity: reportEntity(index), version: String(index).padStart(16, '0') };
    const written = layout(reportType, undefined, { stored, stamp: Date.parse('2026-07-01') + index, earlier: [] });
    if (operations.length + written.length > maxOperations) await flush();
    operations.push(...written);
  }
  await flush();
}
