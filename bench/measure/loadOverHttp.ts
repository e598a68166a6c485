import autocannon from 'autocannon';
import type { BenchProcess } from '../subjects/forkProcess.ts';
import type { Scenario } from '../workload/scenarios.ts';
import type { Failures, Measurement } from './measurement.ts';

export interface Load {
  readonly url: string;
  readonly token: string;
  readonly rows: number;
  readonly connections: number;
  /** For how long, or how many requests: all of them are then answered, and nothing is left for the next measurement. */
  readonly length: { readonly seconds: number } | { readonly requests: number };
}

let sent = 0;

/** Sums up what the app logged of its requests to storage; undefined when it logs none. */
function storageRequestsIn(output: string): number | undefined {
  const records = output.split('\n').filter((line) => line.includes('"storageRequests"'));
  // The requests inside a batch are logged too, and counted in the line of the batch.
  const whole = records.map((line) => JSON.parse(line) as { requestId: string; storageRequests: number });
  const outer = whole.filter(({ requestId }) => !requestId.includes('.'));
  return outer.length === 0
    ? undefined
    : outer.reduce((sum, { storageRequests }) => sum + storageRequests, 0) / outer.length;
}

/** What came in the place of a success: other statuses, connections that ended, and nothing in time. */
function failuresOf({ statusCodeStats = {}, errors, timeouts }: autocannon.Result): Failures {
  const statuses = Object.entries(statusCodeStats).map(([status, { count }]) => [status, count ?? 0] as const);
  return Object.fromEntries(
    [
      ...statuses.filter(([status]) => !status.startsWith('2')),
      ['a connection that ended', errors - timeouts] as const,
      ['no answer within a minute', timeouts] as const,
    ].filter(([, count]) => count > 0),
  );
}

/** Repeats a scenario over a number of connections for some seconds, and measures the process that answers. */
export async function loadOverHttp(
  process: BenchProcess<unknown>,
  { request }: Scenario,
  { url, token, rows, connections, length }: Load,
): Promise<Measurement> {
  process.newOutput();
  const before = process.cpuSeconds();
  const result = await autocannon({
    url,
    connections,
    ...('seconds' in length ? { duration: length.seconds } : { amount: length.requests }),
    timeout: 60,
    requests: [
      {
        setupRequest(given) {
          const { method, path, headers, body } = request((sent += 1), rows);
          const all = { ...headers, authorization: `Bearer ${token}` };
          return { ...given, method, path, headers: all, ...(body !== undefined && { body }) };
        },
      },
    ],
  });
  const cpu = process.cpuSeconds() - before;
  const done = result['2xx'] + result.non2xx;
  return {
    requestsPerSecond: done / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMicroseconds: (cpu / done) * 1e6,
    storageRequests: storageRequestsIn(process.newOutput()),
    residentMiB: process.residentMiB(),
    failures: failuresOf(result),
  };
}
