import type { RowFailure } from './rows.ts';

const transient: ReadonlySet<RowFailure['kind']> = new Set(['throttled', 'unavailable', 'timeout']);

/** True when the same request may succeed later, and when a write may have taken effect although it failed. */
export function isTransient({ kind }: RowFailure): boolean {
  return transient.has(kind);
}
