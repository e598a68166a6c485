import type { StorageScope } from '../store.ts';

/** How long before the deadline a request stops reading, in milliseconds: the answer has to be written too. */
const margin = 2000;

/** True when a request should end with what it has. */
export function isLate({ clock, deadline, signal }: StorageScope): boolean {
  return signal.aborted || clock.now() > deadline - margin;
}
