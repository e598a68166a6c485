import { compose } from '../../shared/service/compose.ts';
import type { ServiceRequest } from '../../shared/service/message/call.ts';
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
  /** Processor time of all threads. */
  readonly cpuSeconds: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly storageRequests: number;
}

const token = process.env['BENCH_TOKEN'] ?? '';
const rows = Number(process.env[seedVariables.rows] ?? 0);
const log: string[] = [];
const service = compose(process.env, (line) => void log.push(line));

/** Counts what the lines so far tell of, and forgets them. */
function takeStorageRequests(): number {
  const counts = log.splice(0).map((line) => {
    const record = JSON.parse(line) as { readonly requestId?: string; readonly storageRequests?: number };
    // What the requests inside a batch take is counted in the line of the batch.
    return record.requestId?.includes('.') === false ? (record.storageRequests ?? 0) : 0;
  });
  return counts.reduce((sum, each) => sum + each, 0);
}

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

async function statusOf(request: ServiceRequest): Promise<number> {
  const { status, body } = await service.handle(request);
  if (typeof body === 'object' && !(body instanceof Uint8Array)) await exhaust(body);
  return status;
}

let sent = 0;

/** Requests that are made at a time: a server has its clients elsewhere, so what making them takes is not counted. */
const batch = 256;

async function run({ scenario: name, milliseconds, connections }: Run): Promise<RunResult> {
  const { request } = scenario(name);
  const times: number[] = [];
  const failures: Record<string, number> = {};
  const result = { times, seconds: 0, cpuSeconds: 0, failures, storageRequests: 0 };
  takeStorageRequests();
  while (result.seconds * 1000 < milliseconds) {
    const requests = Array.from({ length: batch }, () => serviceRequest(request((sent += 1), rows)));
    const cpu = process.cpuUsage();
    const began = performance.now();
    const end = began + milliseconds - result.seconds * 1000;
    const connection = async (): Promise<void> => {
      for (let now = began; now < end;) {
        const next = requests.pop();
        if (next === undefined) return;
        const status = await statusOf(next);
        if (status >= 300) failures[status] = (failures[status] ?? 0) + 1;
        const answered = performance.now();
        times.push(answered - now);
        now = answered;
        // A server gets to its connections once per turn.
        if (times.length % connections === 0) await new Promise(setImmediate);
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
    result.seconds += (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    result.cpuSeconds += (user + system) / 1e6;
    result.storageRequests += takeStorageRequests();
  }
  return result;
}

process.on('message', (order: Run) => void run(order).then((result) => process.send?.(result)));
await service.health({ method: 'GET', url: '/health', headers: new Headers(), body: null });
tellParent({ ready: true });
