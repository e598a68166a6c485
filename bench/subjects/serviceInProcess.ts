import { compose } from '../../shared/service/compose.ts';
import type { ServiceRequest } from '../../shared/service/call.ts';
import { scenario, type BenchRequest, type ScenarioName } from '../workload/scenarios.ts';
import { seedVariables } from './seedVariables.ts';
import { tellParent } from './tellParent.ts';

/** The order to answer requests of a scenario, 16 at a time, for some milliseconds. */
export interface Run {
  readonly scenario: ScenarioName;
  readonly milliseconds: number;
  readonly connections: number;
}

/** What a run came to: times in milliseconds, in no order. */
export interface RunResult {
  readonly times: readonly number[];
  readonly seconds: number;
  readonly failed: number;
  readonly storageRequests: number;
}

const token = process.env['BENCH_TOKEN'] ?? '';
const rows = Number(process.env[seedVariables.rows] ?? 0);
let storageRequests = 0;
const service = compose(process.env, (line) => {
  const record = JSON.parse(line) as { readonly requestId?: string; readonly storageRequests?: number };
  // What the requests inside a batch take is counted in the line of the batch.
  if (record.requestId?.includes('.') === false) storageRequests += record.storageRequests ?? 0;
});

async function* bodyOf(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(Buffer.from(text));
}

function serviceRequest({ method, path, headers, body }: BenchRequest): ServiceRequest {
  const all: Readonly<Record<string, string>> = { ...headers, authorization: `Bearer ${token}` };
  return {
    method,
    url: `http://127.0.0.1${path}`,
    headers: { get: (name) => all[name] ?? null },
    body: body === undefined ? null : bodyOf(body),
  };
}

async function exhaust(body: AsyncIterable<unknown>): Promise<void> {
  const pieces = body[Symbol.asyncIterator]();
  while ((await pieces.next()).done !== true);
}

async function answers(request: BenchRequest): Promise<boolean> {
  const { status, body } = await service.handle(serviceRequest(request));
  if (typeof body === 'object' && !(body instanceof Uint8Array)) await exhaust(body);
  return status < 300;
}

let sent = 0;

async function run({ scenario: name, milliseconds, connections }: Run): Promise<RunResult> {
  const { request } = scenario(name);
  const times: number[] = [];
  let failed = 0;
  storageRequests = 0;
  const began = performance.now();
  const connection = async (): Promise<void> => {
    for (let now = performance.now(); now - began < milliseconds;) {
      if (!(await answers(request((sent += 1), rows)))) failed += 1;
      const end = performance.now();
      times.push(end - now);
      now = end;
      // A server gets to its connections once per turn.
      if (times.length % connections === 0) await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return { times, seconds: (performance.now() - began) / 1000, failed, storageRequests };
}

process.on('message', (order: Run) => void run(order).then((result) => process.send?.(result)));
await service.health();
tellParent({ ready: true });
