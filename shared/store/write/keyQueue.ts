import { unlessAborted } from '../../time/unlessAborted.ts';
import { storageError } from '../rows/storageError.ts';

/** Lets writers to one key take turns in the order they came, within this process. Joining several keys cannot deadlock. */
export class KeyQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs `work` when all earlier work on any of the names has ended; a 504 when the signal aborts before that. */
  async run<T>(names: readonly string[], signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const tails = names.flatMap((name) => this.#tails.get(name) ?? []);
    const before = Promise.all(tails);
    const { promise: left, resolve: leave } = promiseWithResolver();
    const tail = Promise.all([before, left]);
    for (const name of names) this.#tails.set(name, tail);
    try {
      if (tails.length > 0 || signal.aborted) await untilAborted(before, signal);
      return await work();
    } finally {
      leave();
      void tail.then(() => {
        for (const name of names) if (this.#tails.get(name) === tail) this.#tails.delete(name);
      });
    }
  }

  /** Names that somebody holds or waits for. */
  get size(): number {
    return this.#tails.size;
  }
}

function promiseWithResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function untilAborted(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
  try {
    await unlessAborted(signal, turn);
  } catch (cause) {
    throw storageError({ kind: 'timeout', cause });
  }
}
