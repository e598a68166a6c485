import { setTimeout as sleep } from 'node:timers/promises';

/** Work that is done in steps, and may have to wait between them. */
interface Stepwise {
  isOver(): boolean;
  /** Does the next step; returns when the one behind it may be done, in milliseconds since the epoch. */
  step(): Promise<number>;
}

/**
 * Does all work, a few at a time and in the order given; while one waits, others go on. Ends when all is done, or between two
 * steps when the signal is aborted.
 */
export async function inSteps(works: readonly Stepwise[], atOnce: number, signal: AbortSignal): Promise<void> {
  let waiting = works.map((work) => ({ work, notBefore: 0 }));
  const isAborted = (): boolean => signal.aborted;

  /** Does the steps of a work until one has to wait, or the last is done. */
  async function doSteps(work: Stepwise): Promise<void> {
    while (!work.isOver() && !isAborted()) {
      const notBefore = await work.step();
      if (work.isOver() || notBefore <= Date.now()) continue;
      waiting.push({ work, notBefore });
      return;
    }
  }

  async function worker(): Promise<void> {
    while (waiting.length > 0 && !isAborted()) {
      const now = Date.now();
      const next = waiting.find(({ notBefore }) => notBefore <= now);
      if (next === undefined) {
        const earliest = Math.min(...waiting.map(({ notBefore }) => notBefore));
        await sleep(earliest - now, undefined, { signal }).catch(() => undefined);
        continue;
      }
      waiting = waiting.filter((one) => one !== next);
      await doSteps(next.work);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, works.length) }, worker));
}
