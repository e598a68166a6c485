import { writeFileSync } from 'node:fs';
import { model } from '../../shared/model/model.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryFault } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { RowValue } from '../../shared/store/rows/rowValue.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import { startInProcess } from './inProcess.ts';
import { releasedSets } from './releasedSets.ts';
import { storageScope } from './storageScope.ts';

/** Int64 as `{ "int64": "5" }`, because JSON has no such number. */
type Properties = Readonly<Record<string, string | boolean | { readonly int64: string }>>;

/** The rows of a release, by set. */
export type ReleasedRows = Readonly<
  Record<string, readonly { readonly rowKey: string; readonly properties: Properties }[]>
>;

/**
 * Writes to a file what this version makes of the sets: begun by a bulk, created, one after storage was asked in vain, changed,
 * deleted, looked after by upkeep and by the retention.
 */
export async function writeRelease(file: string): Promise<void> {
  const faults: MemoryFault[] = [];
  const rows = createMemoryRows({ fault: ({ operation }) => (operation === 'transact' ? faults.shift() : undefined) });
  const app = await startInProcess({ rows });
  const written: Record<string, ReleasedRows[string]> = {};
  for (const [set, { entity, changed, token }] of Object.entries(releasedSets)) {
    const type = model.find(({ name }) => name === set)!;
    const send = async (method: string, address: string, body?: object, prefer = ''): Promise<void> => {
      const response = await app.fetch(`/v1.0/${address}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(prefer !== '' && { Prefer: prefer }),
          Authorization: `Bearer ${app.sign(token)}`,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${await response.text()}`);
    };
    const bulk = async (value: readonly object[]): Promise<void> =>
      await send('PATCH', set, { '@context': '#$delta', value }, 'keep-newer,continue-on-error,return=minimal');
    await bulk([entity('a', 0)]);
    faults.push({ failBefore: { kind: 'unavailable' } });
    await bulk([entity('b', 1)]);
    await bulk([entity('gone', 2)]);
    await bulk([{ id: 'b', [changed[0]]: changed[2] }]);
    await send('DELETE', `${set}('gone')`);
    const scope = storageScope({ tenant: app.tenant });
    const store = createStore(rows, undefined, { series: 31, total: 31, detail: 31 });
    await store.maintain(scope, type);
    if (type.shape !== undefined) await store.retain(scope, type);
    written[set] = await rowsOf(rows, app.tenant, set);
  }
  await app.stop();
  writeFileSync(file, `${JSON.stringify(written, undefined, 1)}\n`);
}

async function rowsOf(rows: Rows, tenant: string, set: string): Promise<ReleasedRows[string]> {
  const scope = storageScope({ tenant });
  const found: { rowKey: string; properties: Properties }[] = [];
  for await (const page of scanRows(rows.partition(scope, set), scope, { from: '!', to: '\uffff' }))
    for (const { rowKey, properties } of page.rows) {
      const values = Object.entries(properties as Readonly<Record<string, RowValue>>);
      const plain = values.map(([name, value]) => [name, typeof value === 'bigint' ? { int64: String(value) } : value]);
      found.push({ rowKey, properties: Object.fromEntries(plain) as Properties });
    }
  return found;
}
