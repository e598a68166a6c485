import { isLoopbackHost } from './isLoopbackHost.ts';

/** True for an address on this machine. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}
