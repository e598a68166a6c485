import type { RunGlobals } from './globalSetup.ts';

/** Stops what the set-up of the run started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as RunGlobals).stopHttpRun?.();
}
