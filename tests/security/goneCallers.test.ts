/** Callers who leave with half their body unsent, after they were refused early, leave nothing open behind them. */
import { setTimeout as wait } from 'node:timers/promises';
import { startEntraServer } from '../support/entraServer.ts';
import { setPath } from '../support/reports.ts';
import { openBuild } from '../support/startBuiltApp.ts';
import { wireRequest } from '../support/wireRequest.ts';

const callers = 60;

test(`${callers} callers who are refused before their body has come, and go`, async () => {
  const build = openBuild();
  const entra = await startEntraServer();
  const app = await build.start({ ...entra.environment, ReportsStorage: 'UseDevelopmentStorage=true' });
  try {
    const headers = 'Host: x\r\nAuthorization: Bearer a.b.c\r\nContent-Type: application/json\r\nContent-Length: 100';
    const head = `PATCH ${setPath}/gone HTTP/1.1\r\n${headers}\r\n\r\n`;
    // The connection is broken as soon as the answer is there.
    const refused = async (): Promise<number> =>
      (await wireRequest(app.url, { head, pieces: [Buffer.from('{')] })).status;
    expect(await refused()).toBe(401);
    const handles = (): number => app.resources()?.handles ?? 0;
    const before = handles();
    const statuses = await Promise.all(Array.from({ length: callers }, refused));
    expect(new Set(statuses)).toEqual(new Set([401]));
    for (let waited = 0; waited < 25_000 && handles() > before + 5; waited += 250) await wait(250);
    expect(handles()).toBeLessThanOrEqual(before + 5);
  } finally {
    await app.stop();
    await entra.close();
    build.remove();
  }
}, 60_000);
