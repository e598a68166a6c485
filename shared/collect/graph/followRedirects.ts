import { isLoopbackHost } from '../../settings/isLoopbackHost.ts';
import { CollectFailure } from '../collectFailure.ts';

/** Most redirects from a report function to its file. */
const maxRedirects = 5;

const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** Plain http only leads from a stand-in on this machine to another one on it. */
function isAllowed(to: URL, from: URL): boolean {
  if (to.username !== '' || to.password !== '') return false;
  const isLocal = [to, from].every(({ protocol, hostname }) => protocol === 'http:' && isLoopbackHost(hostname));
  return to.protocol === 'https:' || isLocal;
}

function locationOf(response: Response, from: URL): URL {
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, from.href)) {
    throw new CollectFailure(`${from.host} answered ${response.status} without a usable Location.`);
  }
  const to = new URL(location, from);
  if (isAllowed(to, from)) return to;
  throw new CollectFailure(`${from.host} redirected to an address that is not https, which is not followed.`);
}

/**
 * Sends a GET and follows redirects, a bounded number of them and only to https. Headers go with the first request alone:
 * the address a report function redirects to is pre-authenticated and must not learn the token.
 *
 * @returns the answer that is no redirect, and the host it came from
 */
export async function followRedirects(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly host: string; readonly redirected: boolean }> {
  let url = new URL(address);
  for (let count = 0; count <= maxRedirects; count += 1) {
    const sent = count === 0 ? headers : {};
    const response = await fetch(url, { headers: sent, redirect: 'manual', signal });
    if (!redirects.includes(response.status)) return { response, host: url.host, redirected: count > 0 };
    await response.body?.cancel();
    url = locationOf(response, url);
  }
  throw new CollectFailure(`More than ${maxRedirects} redirects led to no report.`);
}
