import { isLoopbackHost } from './isLoopbackHost.ts';
import { settingError } from './settingError.ts';

/**
 * The absolute URL a setting holds. Throws when it is not one, when it carries user information, a query or a fragment,
 * or when it is plain http to another machine, over which tokens and links could be read and changed.
 */
export function settingUrl(name: string, value: string, remedy: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined) throw settingError(name, 'is not an absolute URL', remedy);
  const isPlainLoopback = url.protocol === 'http:' && isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !isPlainLoopback) {
    throw settingError(name, 'is not an https URL (plain http is for 127.0.0.1, localhost and [::1] only)', remedy);
  }
  if (url.username !== '' || url.password !== '') throw settingError(name, 'holds a user name or password', remedy);
  if (/[?#]/.test(value)) throw settingError(name, 'holds a query or fragment', remedy);
  return url;
}
