import { setMaxListeners } from 'node:events';

/** How far apart deadlines are that share a signal, in milliseconds. */
const grain = 100;

const signals = new Map<number, AbortSignal>();

/**
 * A signal that aborts at a time in milliseconds since the epoch, or up to a tenth of a second later. Requests that end
 * together share one: a timer and a signal of its own cost a request more than everything else it does by itself.
 */
export function deadlineSignal(deadline: number): AbortSignal {
  const at = Math.ceil(deadline / grain) * grain;
  const known = signals.get(at);
  if (known !== undefined) return known;
  const signal = AbortSignal.timeout(Math.max(1, at - Date.now()));
  setMaxListeners(0, signal);
  signals.set(at, signal);
  // A Map keeps the order of insertion; only the latest are asked for again.
  const [oldest] = signals.keys();
  if (signals.size > 4 && oldest !== undefined) signals.delete(oldest);
  return signal;
}
