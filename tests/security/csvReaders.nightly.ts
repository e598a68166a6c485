/**
 * Callers who ask for CSV and do not read: 16 of them, as many as there may be, cost less than 128 MiB, measured at the process
 * of the app behind the server of `@azure/functions`.
 */
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startAzurite } from '../support/azurite.ts';
import { startEntraServer } from '../support/entraServer.ts';
import { setPath } from '../support/reports.ts';
import { openBuild } from '../support/startBuiltApp.ts';
import { unlessMissing } from '../support/unlessMissing.ts';
import { unmeasured } from '../support/unmeasured.ts';

const readers = 16;
const most = 128;
/** Rows of the set, which make 160 MB. */
const rows = 2000;

unlessMissing(describe, unmeasured)(`${readers} readers of CSV who do not read`, () => {
  test(`cost less than ${most} MiB`, async () => {
    const build = openBuild();
    const [azurite, entra] = await Promise.all([startAzurite(), startEntraServer()]);
    const app = await build.start({ ...entra.environment, ReportsStorage: azurite.connectionString });
    const sockets: net.Socket[] = [];
    try {
      const headers = { Authorization: `Bearer ${await entra.sign()}`, 'Content-Type': 'application/json' };
      for (let from = 0; from < rows; from += 1000) {
        const value = Array.from({ length: 1000 }, (_each, at) => ({
          id: `${'r'.repeat(100)}${from + at}`,
          teams: at,
        }));
        const body = JSON.stringify({ '@context': '#$delta', value });
        const preferences = { Prefer: 'continue-on-error, return=minimal' };
        const stored = await fetch(app.url + setPath, {
          method: 'PATCH',
          headers: { ...headers, ...preferences },
          body,
        });
        expect(stored.status).toBeLessThan(300);
        await stored.arrayBuffer();
      }
      // A column as long as a row may compute makes of few rows more than any buffer on the way holds.
      const column = (at: number): string => `concat(@a,concat(@a,id)) as c${at}`;
      const compute = Array.from({ length: 20 }, (_each, at) => column(at)).join(',');
      const target = `${setPath}?@a='${'a'.repeat(2000)}'&$compute=${compute}&$format=csv`.replaceAll(' ', '%20');
      const send = async (): Promise<net.Socket> => {
        const { hostname, port } = new URL(app.url);
        const socket = net.connect(Number(port), hostname);
        await once(socket, 'connect');
        const authorization = `Authorization: ${headers.Authorization}`;
        socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\n${authorization}\r\nConnection: close\r\n\r\n`);
        return socket;
      };
      // One reads to its end before, so that what is kept for reuse is there already.
      const first = await send();
      let received = 0;
      first.on('data', (piece: Buffer) => (received += piece.length));
      await once(first, 'close');
      expect(received).toBeGreaterThan(rows * 20 * 4000);
      const before = app.resources()!;
      for (let at = 0; at < readers; at += 1) {
        const socket = await send();
        // The head and the first bytes are taken, and no more.
        await once(socket, 'readable');
        sockets.push(socket);
      }
      await wait(5000);
      const refused = await fetch(`${app.url}${setPath}?$format=csv`, { headers });
      expect(refused.status).toBe(503);
      expect((await fetch(`${app.url}${setPath}?$top=1`, { headers })).status).toBe(200);
      const after = app.resources()!;
      const grown = after.memory - before.memory;
      process.stdout.write(`readers of CSV: ${JSON.stringify({ rows, before, after, grown: Math.round(grown) })}\n`);
      expect(grown).toBeLessThan(most);
    } finally {
      for (const socket of sockets) socket.destroy();
      await app.stop();
      await Promise.all([azurite.stop(), entra.close()]);
      build.remove();
    }
  }, 300_000);
});
