import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { type Clock, startClock } from '../../shared/store/contract/clock.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import { StorageUsage } from '../../shared/store/contract/storageUsage.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** A scope with a log that can be read, for one request or a whole test. */
export interface TestScope extends StorageScope {
  readonly logged: { readonly level: string; readonly message: string }[];
}

interface ScopeOptions {
  readonly tenant?: string;
  readonly milliseconds?: number;
  readonly clock?: Clock;
}

/**
 * Makes a scope of a tenant nobody else uses, unless one is given, with a deadline in so many milliseconds: by default those of a
 * request by a clock that is given, else more than a test takes on a slow machine.
 */
export function storageScope({
  tenant = randomUUID(),
  clock,
  milliseconds = clock === undefined ? 240_000 : 25_000,
}: ScopeOptions = {}): TestScope {
  const logged: TestScope['logged'] = [];
  const ownClock = clock ?? startClock();
  const deadline = ownClock.now() + milliseconds;
  const signal = clock?.signalAt(deadline) ?? AbortSignal.timeout(milliseconds);
  setMaxListeners(0, signal);
  return {
    tenant,
    signal,
    deadline,
    clock: ownClock,
    usage: new StorageUsage(ownClock.now),
    meter: new Meter(),
    log: (level, message) => logged.push({ level, message }),
    logged,
  };
}
