import { setTimeout as waitFor } from 'node:timers/promises';
import { deadlineSignal } from './deadlineSignal.ts';

/** The time of one request: what its deadlines are kept by. */
export interface Clock {
  /** When it was started, in milliseconds since the epoch. */
  readonly started: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds; rejects when the signal aborts before that. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A signal that aborts at a time in milliseconds since the epoch, or a little later. */
  signalAt(deadline: number): AbortSignal;
}

/** What the machine says the time is, in milliseconds. */
export interface MachineTime {
  /** Since the epoch; may be set at any time. */
  wall(): number;
  /** Since some moment; is never set, but may stand still while the machine sleeps. */
  monotonic(): number;
}

const machineTime: MachineTime = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * Starts the clock of a request: what has passed is the larger of what either clock of the machine says, so that nothing
 * is begun too late because one of them was set back or stood still.
 */
export function startClock(time: MachineTime = machineTime): Clock {
  const started = time.wall();
  const mark = time.monotonic();
  const now = (): number => started + Math.max(time.wall() - started, time.monotonic() - mark);
  return {
    started,
    now,
    wait: async (milliseconds, signal) => {
      await waitFor(milliseconds, undefined, { signal });
    },
    signalAt: (deadline) => deadlineSignal(deadline - now()),
  };
}
