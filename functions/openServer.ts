import http, { type Server, type ServerOptions } from 'node:http';
import type { ProgrammingModel } from '@azure/functions-core';

/**
 * How the server behind the host reads requests. The host's own server has parsed and bounded them already (32 KiB of
 * headers), so all that it lets through is read, and answered by the service: an answer that Node.js gives by itself
 * belongs to no invocation, and the host would wait for one and then restart this process.
 */
const options: ServerOptions = {
  maxHeaderSize: 65_536,
  insecureHTTPParser: true,
  joinDuplicateHeaders: true,
  // Longer than the host keeps an idle connection (60 s), so that none ends just as a request takes it up.
  keepAliveTimeout: 120_000,
};

/**
 * Most connections that wait to be taken in. The host opens one for each request at a time; beyond the 511 of Node.js the
 * system drops those that come while this process is busy, who then try again after 1, 3 and 7 s: longer than an invocation
 * waits for its request (`arrivals`).
 */
const backlog = 4096;

/** A server that listens, whatever it is told beside the port and a callback, with the long queue. */
function createServer(create: typeof http.createServer): Server {
  const server = create(options);
  const listen = server.listen.bind(server);
  return Object.assign(server, {
    listen: (...given: readonly unknown[]) => {
      const port = given.find((each) => typeof each === 'number') ?? 0;
      return listen(port, backlog, given.find((each) => typeof each === 'function') as (() => void) | undefined);
    },
  });
}

/** What a library opened for streamed requests, and what it says of itself. */
interface Opened {
  readonly server: Server;
  readonly capabilities: Record<string, string>;
}

/**
 * Starts the library's server for streamed requests, made with our options.
 *
 * @throws Error when the library opens none
 */
export async function openServer(
  library: Pick<ProgrammingModel, 'getCapabilities'>,
  known: Record<string, string>,
): Promise<Opened> {
  const original = http.createServer;
  let server: Server | undefined;
  Reflect.set(http, 'createServer', () => (server = createServer(original)));
  const starting = library.getCapabilities(known);
  // The library has made its server by now; nobody else's is touched.
  Reflect.set(http, 'createServer', original);
  const capabilities = await starting;
  if (server === undefined) throw new Error('@azure/functions has opened no server for streamed requests.');
  return { server, capabilities };
}
