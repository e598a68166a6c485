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

/** Timers in the order in which they ring; of those of one moment who came first. */
class Timers {
  readonly #timers: Timer[] = [];

  get next(): number {
    return this.#timers[0]?.at ?? Infinity;
  }

  add(timer: Timer): void {
    // Most are later than all before.
    let place = this.#timers.length;
    while (place > 0 && this.#timers[place - 1]!.at > timer.at) place -= 1;
    this.#timers.splice(place, 0, timer);
  }

  delete(timer: Timer): void {
    const place = this.#timers.indexOf(timer);
    if (place >= 0) this.#timers.splice(place, 1);
  }

  ringDue(time: number): void {
    while (this.next <= time) this.#timers.shift()!.ring();
  }
}

/** Makes such a clock: answers of five seconds cost a test no time. */
export function virtualClock(started = Date.parse('2031-01-01T00:00:00Z')): VirtualClock {
  let time = started;
  let running = false;
  const waiting = new Timers();
  const deadlines = new Timers();

  const pass = (milliseconds: number): void => {
    time += milliseconds;
    deadlines.ringDue(time);
    waiting.ringDue(time);
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (waiting.next < Infinity) {
      for (let turns = 0; turns < idleTurns; turns += 1) await turn();
      if (waiting.next < Infinity) pass(Math.max(0, Math.min(waiting.next, deadlines.next) - time));
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
