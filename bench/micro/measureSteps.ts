import { tellParent } from '../subjects/tellParent.ts';
import { steps, type Step } from './steps.ts';

/** How long a step takes. */
export interface StepTime {
  readonly name: string;
  /** Processor time of one run in microseconds, the median of several rounds. */
  readonly microseconds: number;
}

/** Milliseconds of processor time one round takes. */
const roundLength = Number(process.env['BENCH_ROUND'] ?? 200);
const rounds = 5;

async function round({ run }: Step): Promise<number> {
  const began = process.cpuUsage();
  for (let count = 1; ; count += 1) {
    await run(count);
    if (count % 64 !== 0) continue;
    const { user, system } = process.cpuUsage(began);
    if (user + system > roundLength * 1000) return (user + system) / count;
  }
}

async function measure(step: Step): Promise<StepTime> {
  const times: number[] = [];
  // The first round warms up.
  for (let each = 0; each <= rounds; each += 1) times.push(await round(step));
  const sorted = times.slice(1).sort((left, right) => left - right);
  return { name: step.name, microseconds: sorted[Math.floor(rounds / 2)] ?? NaN };
}

const measured: StepTime[] = [];
for (const step of await steps(process.env, process.env['BENCH_TOKEN'] ?? '')) measured.push(await measure(step));
tellParent({ steps: measured });
