import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { StepTime } from './measureSteps.ts';

/** Measures each step of the pipeline by itself, in a process of its own, and returns the table. */
export async function microBench(
  { settings, token, built, scratch }: BenchEnvironment,
  quick: boolean,
): Promise<string> {
  const file = path.join(built, 'steps.mjs');
  await bundleProcess('micro/measureSteps.ts', file);
  const process = await forkProcess<{ readonly steps: readonly StepTime[] }>(file, {
    env: { ...settings, PUBLIC_URL: 'http://127.0.0.1', BENCH_TOKEN: token, BENCH_ROUND: quick ? '50' : '200' },
    log: path.join(scratch, 'steps.log'),
  });
  await process.stop();
  const lines = process.message.steps.map(({ name, microseconds }) => `| ${name} | ${microseconds.toFixed(2)} |`);
  return ['### Steps (e)\n', '| step | CPU µs |', '| --- | ---: |', ...lines].join('\n');
}
