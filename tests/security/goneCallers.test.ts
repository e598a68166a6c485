/** Callers who leave with half their body unsent, after they were refused early, leave nothing open behind them. */
import { setTimeout as wait } from 'node:timers/promises';
import { startEntraServer } from '../support/entraServer.ts';
import { setPath } from '../support/reports.ts';
import { openBuild } from '../support/startBuiltApp.ts';
import { unlessMissing } from '../support/unlessMissing.ts';
import { unmeasured } from '../support/unmeasured.ts';
import { wireRequest } from '../support/wireRequest.ts';

const callers = 60;

const inChunks = { field: 'Transfer-Encoding: chunked', piece: '1\r\n{\r\n' };

/** What they send; the platform hands a body with a length on when all of it is there, so that nobody answers before. */
const ways = [
  { what: 'in chunks, are refused before the last one has come', ...inChunks, status: 401, abort: false },
  { what: 'with a length, go unanswered', field: 'Content-Length: 100', piece: '{', status: 0, abort: true },
];

unlessMissing(describe, unmeasured)(`${callers} callers who send a body`, () => {
  test.each(ways)('$what, and go', async ({ field, piece, status, abort }) => {
    const build = openBuild();
    const entra = await startEntraServer();
    const app = await build.start({ ...entra.environment, ReportsStorage: 'UseDevelopmentStorage=true' });
    try {
      const headers = 'Host: x\r\nAuthorization: Bearer a.b.c\r\nContent-Type: application/json';
      // The connection is broken as soon as the answer is there, if not before.
      const send = async (way: { field: string; piece: string }, isLeft: boolean): Promise<number> => {
        const head = `PATCH ${setPath}/gone HTTP/1.1\r\n${headers}\r\n${way.field}\r\n\r\n`;
        return (await wireRequest(app.url, { head, pieces: [Buffer.from(way.piece)], abort: isLeft })).status;
      };
      expect(await send(inChunks, false)).toBe(401);
      const handles = (): number => app.resources()!.handles;
      const before = handles();
      const sent = Array.from({ length: callers }, async () => await send({ field, piece }, abort));
      expect(new Set(await Promise.all(sent))).toEqual(new Set([status]));
      for (let waited = 0; waited < 25_000 && handles() > before + 5; waited += 250) await wait(250);
      expect(handles()).toBeLessThanOrEqual(before + 5);
    } finally {
      await app.stop();
      await entra.close();
      build.remove();
    }
  });
});
