const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True for the host names, as `URL.hostname` writes them, to which plain http never leaves the machine. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.has(hostname);
}
