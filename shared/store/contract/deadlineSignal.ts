import { setMaxListeners } from 'node:events';

/** How far apart deadlines are that share a signal, in milliseconds. */
const grain = 100;

const signals = new Map<number, AbortSignal>();

/**
 * A signal that aborts after so many milliseconds, or up to a tenth of a second later, whatever becomes of the wall clock.
 * Requests that end together share one: a timer and a signal of its own cost a request more than everything else it does by
 * itself.
 */
export function deadlineSignal(milliseconds: number): AbortSignal {
  const now = performance.now();
  const at = Math.ceil((now + milliseconds) / grain) * grain;
  const known = signals.get(at);
  if (known !== undefined) return known;
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(at - now)));
  setMaxListeners(0, signal);
  signals.set(at, signal);
  // A Map keeps the order of insertion; only the latest are asked for again.
  const [oldest] = signals.keys();
  if (signals.size > 4 && oldest !== undefined) signals.delete(oldest);
  return signal;
}
