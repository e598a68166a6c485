import type { StorageScope } from '../contract/store.ts';

/** Somebody who waits until a time, or until woken. */
export interface Waiting {
  wake(): void;
}

const nothing = (): void => undefined;

/** Makes one who waits; nobody has to be woken who does not sleep. */
export function newWaiting(): Waiting {
  return { wake: nothing };
}

/** Sleeps so many milliseconds, unless woken or the request ends before. */
export async function sleep({ clock, signal }: StorageScope, waiting: Waiting, milliseconds: number): Promise<void> {
  const woken = new AbortController();
  const wake = (): void => {
    // Without a reason one is made, with a stack, for nobody to read.
    woken.abort(nothing);
  };
  waiting.wake = wake;
  signal.addEventListener('abort', wake, { once: true });
  if (signal.aborted) wake();
  // It rejects when it is woken.
  await clock.wait(milliseconds, woken.signal).catch(nothing);
  signal.removeEventListener('abort', wake);
  waiting.wake = nothing;
}
