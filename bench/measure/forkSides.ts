import { once } from 'node:events';
import { forkProcess, type BenchProcess, type ForkOptions } from '../subjects/forkProcess.ts';
import type { Slice } from './answerSlices.ts';
import type { Side, Sides } from './side.ts';

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
  const running = new Map<Side, BenchProcess<unknown>>();
  for (const side of order) running.set(side, await forkProcess(files[side], options));
  const all = [...running.values()];
  return {
    pids: all.map(({ pid }) => pid),
    async slice(side, kind, number) {
      const { child } = running.get(side) ?? {};
      if (child === undefined) throw new Error(`The side "${side}" was not started.`);
      child.send({ kind, number, units: units(kind) } satisfies Slice);
      const [took] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => Promise.reject(new Error(`The side "${side}" ended, see ${options.log}.`))),
      ])) as [number];
      return took;
    },
    async stop() {
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}
