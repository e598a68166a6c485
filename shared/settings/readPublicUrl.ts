import { isLoopbackHost } from './isLoopbackHost.ts';
import { settingError } from './settingError.ts';
import { settingUrl } from './settingUrl.ts';
import { settingValue, type Environment } from './settingValue.ts';

const remedy = 'Set it to the scheme and host callers use, such as https://reports.contoso.com.';

function readPort(environment: Environment): string {
  const port = settingValue(environment, 'PORT') ?? '7071';
  if (!/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65_535) {
    throw settingError('PORT', 'is not a port number', 'Set it to a number from 1 to 65535, or leave it out for 7071.');
  }
  return port;
}

function readOrigin(name: string, value: string): string {
  const url = settingUrl(name, value, remedy);
  if (url.pathname !== '/') throw settingError(name, 'holds a path', remedy);
  return url.origin;
}

/** The external base of all links without trailing slash: PUBLIC_URL, else WEBSITE_HOSTNAME, else the local address. */
export function readPublicUrl(environment: Environment): string {
  const publicUrl = settingValue(environment, 'PUBLIC_URL');
  if (publicUrl !== undefined) return readOrigin('PUBLIC_URL', publicUrl);
  const hostname = settingValue(environment, 'WEBSITE_HOSTNAME');
  if (hostname === undefined) return `http://127.0.0.1:${readPort(environment)}`;
  // Azure Functions Core Tools set it to localhost and their port, which speaks plain http.
  const isLocal = isLoopbackHost(hostname.replace(/:[0-9]+$/, '').toLowerCase());
  return readOrigin('WEBSITE_HOSTNAME', `${isLocal ? 'http' : 'https'}://${hostname}`);
}
