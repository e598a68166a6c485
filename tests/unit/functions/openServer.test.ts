import { existsSync, readFileSync } from 'node:fs';
import http, { type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { openServer } from '../../../functions/openServer.ts';
import { unlessMissing } from '../../support/unlessMissing.ts';

const burst = 700;
const limit = '/proc/sys/net/core/somaxconn';
const most = existsSync(limit) ? Number(readFileSync(limit, 'utf8')) : 0;

/** A library that opens a server as `@azure/functions` does, on whatever port it is given. */
const library = {
  getCapabilities: async (known: Record<string, string>): Promise<Record<string, string>> => {
    const server = http.createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(resolve));
    return { ...known, HttpUri: `http://localhost:${(server.address() as AddressInfo).port}` };
  },
};

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

test('the server of the library is made with our options, and that of nobody else', async () => {
  const { server, capabilities } = await openServer(library, { a: '1' });
  expect(capabilities).toEqual({ a: '1', HttpUri: `http://localhost:${(server.address() as AddressInfo).port}` });
  expect(server.keepAliveTimeout).toBe(120_000);
  expect(http.createServer().keepAliveTimeout).not.toBe(120_000);
  await close(server);
});

test('a library that opens none is an error', async () => {
  await expect(openServer({ getCapabilities: () => Promise.resolve({}) }, {})).rejects.toThrow('opened no server');
});

// A system that lets fewer connections wait drops the others whatever it is asked for.
const missing = most >= burst ? undefined : `a system that lets so many wait, see ${limit}`;
unlessMissing(test, missing)(
  `${burst} connections at once wait to be taken in; none is dropped, to be tried again seconds later`,
  async () => {
    const { server } = await openServer(library, {});
    const { port } = server.address() as AddressInfo;
    let connected = 0;
    // All are begun before this process takes one in.
    const sockets = Array.from({ length: burst }, () => net.connect(port, '127.0.0.1', () => void (connected += 1)));
    // Turns of the event loop, not time: the system has answered each on the spot, or dropped it.
    for (let turn = 0; turn < 100 && connected < burst; turn += 1) await new Promise(setImmediate);
    for (const socket of sockets) socket.destroy();
    await close(server);
    expect(connected).toBe(burst);
  },
);
