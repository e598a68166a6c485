/** The environment variable that names another program to run the built package; it is started, and speaks, as the local host is. */
export const hostEntryVariable = 'TEST_HOST_ENTRY';

/** The program that runs the built package: the local host, unless the environment names another. */
export function hostEntry(localHost: string): string {
  return process.env[hostEntryVariable] ?? localHost;
}
