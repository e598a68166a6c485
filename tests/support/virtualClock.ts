import { setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../shared/store/contract/clock.ts';

/** A clock that stands still while anybody works, and jumps to the next moment somebody waits for when nobody does. */
export interface VirtualClock extends Clock {
  /** Lets time pass at once. */
  pass(milliseconds: number): void;
}

/** Turns of the event loop without which nobody is held to be at work. */
const idleTurns = 3;

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** Makes such a clock: answers of five seconds cost a test no time. */
export function virtualClock(started = Date.parse('2031-01-01T00:00:00Z')): VirtualClock {
  let time = started;
  let running = false;
  const waiting = new Set<Timer>();
  const deadlines = new Set<Timer>();

  const ringDue = (timers: Set<Timer>): void => {
    for (const timer of [...timers].sort((left, right) => left.at - right.at)) {
      if (timer.at > time) break;
      timers.delete(timer);
      timer.ring();
    }
  };
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    ringDue(deadlines);
    ringDue(waiting);
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (waiting.size > 0) {
      for (let turns = 0; turns < idleTurns; turns += 1) await turn();
      const next = Math.min(...[...waiting].map(({ at }) => at), ...[...deadlines].map(({ at }) => at));
      if (waiting.size > 0) pass(Math.max(0, next - time));
    }
    running = false;
  };

  return {
    started,
    now: () => time,
    pass,
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => {
          waiting.delete(timer);
          reject(signal.reason as Error);
        };
        const ring = (): void => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const timer = { at: time + milliseconds, ring };
        waiting.add(timer);
        signal.addEventListener('abort', abort, { once: true });
        void run();
      });
    },
    signalAt(deadline) {
      const abortion = new AbortController();
      // As with the signals of the machine's clock: whatever is under way listens.
      setMaxListeners(0, abortion.signal);
      const ring = (): void => {
        abortion.abort();
      };
      if (deadline <= time) ring();
      else deadlines.add({ at: deadline, ring });
      return abortion.signal;
    },
  };
}
