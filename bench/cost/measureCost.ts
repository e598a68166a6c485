import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { model } from '../../shared/model/model.ts';
import { createService } from '../../shared/service/createService.ts';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { percentile } from '../measure/measurement.ts';
import { tellParent } from '../subjects/tellParent.ts';
import { scenario, type BenchRequest } from '../workload/scenarios.ts';
import { seedRows } from '../workload/seedRows.ts';

/** What a request of a kind takes with so many rows stored. */
export interface Cost {
  readonly kind: string;
  readonly rows: number;
  /** The median, in milliseconds. */
  readonly milliseconds: number;
  readonly storageRequests: number;
}

const set = '/v1.0/office365ActiveUserCounts';
const unindexed: BenchRequest = {
  method: 'GET',
  path: `${set}?$filter=${encodeURIComponent("contains(reportPeriod,'x')")}`,
  headers: {},
};

const kinds: readonly { readonly kind: string; readonly request: (number: number, rows: number) => BenchRequest }[] = [
  { kind: 'page by index', request: scenario('filtered top 50').request },
  { kind: 'read by key', request: scenario('GET by key').request },
  { kind: 'PATCH', request: scenario('PATCH update').request },
  { kind: 'filter without index', request: () => unindexed },
];

const token = process.env['BENCH_TOKEN'] ?? '';
const { auth, publicUrl } = readSettings(process.env);
const gate = createTokenGate({ auth, publicUrl, log: () => undefined });
const rows = createMemoryRows();
let storageRequests = 0;
const handle = createService({
  model,
  store: createStore(rows),
  gate,
  publicUrl,
  log: { write: () => undefined, request: (record) => void (storageRequests = record.storageRequests) },
});

async function* bodyOf(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(Buffer.from(text));
}

async function measure(kind: string, count: number, send: () => BenchRequest): Promise<Cost> {
  const times: number[] = [];
  for (const began = performance.now(); times.length < 40 || performance.now() - began < 500;) {
    const { method, path, headers, body } = send();
    const sent = performance.now();
    const { status } = await handle({
      method,
      url: publicUrl + path,
      headers: new Headers({ ...headers, authorization: `Bearer ${token}` }),
      body: body === undefined ? null : bodyOf(body),
    });
    if (status >= 300) throw new Error(`${kind} was answered ${status}.`);
    times.push(performance.now() - sent);
  }
  return { kind, rows: count, milliseconds: percentile(times, 0.5), storageRequests };
}

const costs: Cost[] = [];
let stored = 0;
let number = 0;
const { tenant } = await gate.authenticate(`Bearer ${token}`);
for (const count of [100, 1000, 10_000, 100_000]) {
  await seedRows(rows, tenant, count, stored);
  stored = count;
  for (const { kind, request } of kinds) costs.push(await measure(kind, count, () => request((number += 1), count)));
}
tellParent({ costs });
