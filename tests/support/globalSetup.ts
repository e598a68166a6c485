import { deployedVariables } from './deployedApp.ts';
import { startHttpRun } from './httpRun.ts';
import { httpRunVariable } from './sharedRun.ts';

/** What jest hands over of its command line. */
interface GlobalConfig {
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
}

/** The part of globalThis through which set-up and tear-down of a run know of each other. */
export interface RunGlobals {
  stopHttpRun?: () => Promise<void>;
}

/** Starts the app over HTTP once for all test files; not for a run of files that do not need it, or that try an app elsewhere. */
export default async function globalSetup({ testPathPatterns }: GlobalConfig): Promise<void> {
  if (process.env[deployedVariables.url] !== undefined) return;
  const patterns = testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && !patterns.some((pattern) => pattern.includes('conformance'))) return;
  const { run, stop } = await startHttpRun();
  process.env[httpRunVariable] = JSON.stringify(run);
  (globalThis as RunGlobals).stopHttpRun = stop;
}
