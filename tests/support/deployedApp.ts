import { decodeJwt } from 'jose';
import type { StartedApp } from './testApp.ts';

/** Where an app runs that is tested as it stands, and the token to test it with. */
export const deployedVariables = { url: 'TEST_BASE_URL', token: 'TEST_TOKEN' } as const;

/**
 * The app at the address the environment names, with the one token it names, whatever token a test asks for; undefined when
 * it names none. Its log is out of reach, so that no failure is seen there.
 */
export function deployedApp(send: (url: URL, token: string) => StartedApp['fetch']): StartedApp | undefined {
  const [base, token = ''] = [process.env[deployedVariables.url], process.env[deployedVariables.token]];
  if (base === undefined) return undefined;
  const url = new URL(base);
  return {
    publicUrl: url.origin,
    tenant: String(decodeJwt(token)['tid']),
    sign: () => token,
    fetch: send(url, token),
    takeFailures: () => Promise.resolve([]),
    stop: () => Promise.resolve(),
  };
}
