import type { EntraKeyText } from './entraToken.ts';

/** A table service that all test files of a run share, each with an account of its own. */
export interface SharedAzurite {
  readonly url: string;
  /** The service keeps accounts apart as Azure does. */
  readonly accounts: readonly string[];
  /** Has an empty file for each account that is taken. */
  readonly folder: string;
}

/** The app over HTTP that all test files of a run share, as test processes learn of it: by TEST_HTTP_RUN. */
export interface HttpRun {
  readonly url: string;
  /** Folder of this run: `app.log`, and an empty file for each tenant and account that a test file has taken. */
  readonly folder: string;
  readonly tenants: readonly string[];
  /** Storage of the app, and of every test file that wants an account of its own. */
  readonly azurite: SharedAzurite;
  readonly origin: string;
  readonly audience: string;
  readonly client: string;
  /** Of the authority, and of those that test files start for themselves. */
  readonly key: EntraKeyText;
}

/** Name of the environment variable that hands the run to test processes, as JSON. */
export const httpRunVariable = 'TEST_HTTP_RUN';

/** The run this test process belongs to; undefined when it runs files that share nothing. */
export function sharedRun(): HttpRun | undefined {
  const run = process.env[httpRunVariable];
  return run === undefined ? undefined : (JSON.parse(run) as HttpRun);
}
