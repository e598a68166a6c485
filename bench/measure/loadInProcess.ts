import { once } from 'node:events';
import type { BenchProcess } from '../subjects/forkProcess.ts';
import type { Run, RunResult } from '../subjects/serviceInProcess.ts';
import { percentile, type Measurement } from './measurement.ts';

/** Has the service answer a scenario in its own process, without any server. */
export async function loadInProcess(process: BenchProcess<unknown>, order: Run): Promise<Measurement> {
  process.child.send(order);
  const [result] = (await once(process.child, 'message')) as [RunResult];
  const { times, seconds, cpuSeconds, failures, storageRequests } = result;
  return {
    requestsPerSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpuMicroseconds: (cpuSeconds / times.length) * 1e6,
    storageRequests: storageRequests / times.length,
    residentMiB: process.residentMiB(),
    failures,
  };
}
