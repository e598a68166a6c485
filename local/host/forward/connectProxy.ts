import http from 'node:http';
import type { Pool } from 'undici';

/** Kept connections to the library's streaming proxy on 127.0.0.1. */
export interface ProxyConnection {
  readonly port: number;
  /** For bodies on their way, of which undici would hold back the head until something of the body is here. */
  readonly agent: http.Agent;
  /** For requests that are here as a whole, which take undici less processor time; undefined until it is loaded. */
  readonly pool: () => Pool | undefined;
  /** Loads undici, which takes so long that nobody should wait for it: call it when there is time. */
  readonly loadPool: () => Promise<void>;
  close(): Promise<void>;
}

/** Opens connections to the library's proxy as requests need them. They are kept: the proxy closes no idle one (loadApp.ts). */
export function connectProxy(port: number): ProxyConnection {
  // Without a timeout, which would be set anew at each use.
  const agent = new http.Agent({ keepAlive: true });
  let pool: Pool | undefined;
  let loading: Promise<void> | undefined;
  async function load(): Promise<void> {
    const { createPool } = await import('../createPool.ts');
    pool = createPool(port);
  }
  return {
    port,
    agent,
    pool: () => pool,
    loadPool: () => (loading ??= load()),
    async close() {
      agent.destroy();
      await loading;
      await pool?.destroy();
    },
  };
}
