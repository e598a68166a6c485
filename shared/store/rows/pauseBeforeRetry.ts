import type { Partition, RowFailure } from './rows.ts';
import { storageError } from './storageError.ts';
import type { StorageScope } from '../contract/store.ts';

/** Most times a request is repeated after a transport failure, throttling included. */
export const maxRetries = 3;

/** Longest pause between two tries, in milliseconds. */
const maxPause = 2000;

/** How often the pause is doubled at most. */
const maxDoublings = 3;

const transient: ReadonlySet<RowFailure['kind']> = new Set(['throttled', 'unavailable', 'timeout']);

/** True when the same request may succeed later, and when a write may have taken effect although it failed. */
export function isTransient({ kind }: RowFailure): boolean {
  return transient.has(kind);
}

/**
 * Waits before try `retry` (1 for the first repetition): 50 ms, doubled each time, half of it random so that instances do
 * not move in step; or as long as storage asks. Throws the failure when it is not worth waiting for: the tries are used
 * up, storage asks for more than two seconds, or the deadline comes first. Work that gives way is patient with storage that
 * takes no more at the moment: only the deadline ends it, and where a pace is kept its next turn is the pause, unless storage
 * asks for more than that.
 *
 * @param partition where work that gives way asks for a turn before it goes on
 */
export async function pauseBeforeRetry(
  scope: StorageScope,
  failure: RowFailure,
  retry: number,
  partition?: Partition,
): Promise<void> {
  const step = 50 * 2 ** Math.min(retry - 1, maxDoublings);
  const pause = failure.retryAfter === undefined ? step * (0.5 + Math.random() / 2) : failure.retryAfter * 1000;
  const isPatient = scope.givesWay === true && failure.kind === 'throttled';
  const hasPace = isPatient && partition?.turn !== undefined && pause <= maxPause;
  const isInVain = !isPatient && (retry > maxRetries || pause > maxPause);
  if (isInVain || (!hasPace && scope.clock.now() + pause >= scope.deadline)) throw storageError(failure);
  if (!hasPace) await pauseFor(scope, pause);
  scope.usage.retries += 1;
}

/** Waits some milliseconds; a 504 when the request's deadline comes first. */
export async function pauseFor(scope: StorageScope, milliseconds: number): Promise<void> {
  try {
    await scope.clock.wait(milliseconds, scope.signal);
  } catch (cause) {
    throw storageError({ kind: 'timeout', cause });
  }
}
