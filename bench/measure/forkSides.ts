import { forkProcess, type BenchProcess, type ForkOptions } from '../subjects/forkProcess.ts';
import type { Slice } from './answerSlices.ts';
import type { Side, Sides } from './side.ts';

/** A process that does one thing after the other: what it tells of its last order, or that it ended meanwhile. */
function orderly(process: BenchProcess<unknown>, log: string) {
  const { child } = process;
  let [answered, failed]: [(took: number) => void, (error: Error) => void] = [() => undefined, () => undefined];
  child.on('message', (took: number) => answered(took));
  child.once('exit', () => failed(new Error(`A process that is measured ended, see ${log}.`)));
  return {
    do: async (slice: Slice): Promise<number> =>
      await new Promise((resolve, reject) => {
        [answered, failed] = [resolve, reject];
        child.send(slice);
      }),
    stop: () => process.stop(),
  };
}

/**
 * Starts the sides by files that `answerSlices`, in an order, each in a process of its own.
 *
 * @param units units of a kind of work in a slice: short ones, so that a machine has no time to change between them
 */
export async function forkSides(
  files: Readonly<Record<Side, string>>,
  order: readonly Side[],
  options: ForkOptions,
  units: (kind: string) => number,
): Promise<Sides> {
  const running = new Map<Side, ReturnType<typeof orderly>>();
  const pids: number[] = [];
  for (const side of order) {
    const started = await forkProcess(files[side], options);
    pids.push(started.pid);
    running.set(side, orderly(started, options.log));
  }
  return {
    pids,
    async slice(side, kind, number) {
      const process = running.get(side);
      if (process === undefined) throw new Error(`The side "${side}" was not started.`);
      return await process.do({ kind, number, units: units(kind) });
    },
    async stop() {
      await Promise.all([...running.values()].map((each) => each.stop()));
    },
  };
}
