import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { startEntraServer } from '../support/entraServer.ts';
import { expectAgreement, expectLinearizable } from '../support/expectLinearizable.ts';
import { startInProcess } from '../support/inProcess.ts';
import { recordHistory, type HistoryRun } from '../support/recordHistory.ts';
import { seededRandom } from '../support/seededFaults.ts';
import { seedOf } from '../support/seedOf.ts';
import { sampled } from '../support/sampled.ts';
import { spreadApps } from '../support/spreadApps.ts';
import { openBuild } from '../support/startBuiltApp.ts';
import type { TestRequest } from '../support/testApp.ts';

type App = HistoryRun['app'];

test.each(sampled([1, 2, 3].map(seedOf), 1))(
  'callers who change a few entities at once see one order of events (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const rows = createMemoryRows({ fault: () => (random() < 0.5 ? { delay: random() * 3 } : undefined) });
    const app = await startInProcess({ rows });
    try {
      const seen = await recordHistory({ app, operations: 600, callers: 12, keys: 4, seed });
      expectLinearizable(seen);
      await expectAgreement(rows, app.tenant);
      expect(Object.keys(seen.statuses)).toEqual(expect.arrayContaining(['200', '201', '204', '404', '412']));
      expect(seen.statuses['503'] ?? 0).toBe(0);
    } finally {
      await app.stop();
    }
  },
);

describe('over Table Storage', () => {
  let azurite: RunningAzurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(async () => {
    await azurite.stop();
  });

  const connect = () => connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });

  test('three instances of the service keep one order of events', async () => {
    const apps = await Promise.all([1, 2, 3].map(async () => await startInProcess({ rows: connect() })));
    try {
      const seen = await recordHistory({ app: spreadApps(apps), operations: 300, callers: 9, keys: 4, seed: 41 });
      expectLinearizable(seen);
      await expectAgreement(connect(), apps[0]!.tenant);
    } finally {
      for (const app of apps) await app.stop();
    }
  });

  test('a process that is killed again and again loses nothing it acknowledged', async () => {
    const build = openBuild();
    const entra = await startEntraServer();
    const start = async () => await build.start({ ...entra.environment, ReportsStorage: azurite.connectionString });
    let running = await start();
    let up = Promise.resolve();
    const killer = (async () => {
      for (let kills = 0; kills < 3; kills += 1) {
        await wait(400);
        up = (async () => {
          await running.kill();
          running = await start();
        })();
        await up;
      }
    })();
    const token = await entra.sign();
    const fetchOnce = async (
      path: string,
      { method = 'GET', headers = {}, body }: TestRequest = {},
    ): Promise<Response> =>
      await fetch(running.url + path, {
        method,
        headers: headers as Record<string, string>,
        ...(body !== undefined && { body: body as string }),
      });
    // Whoever got no answer knows no more than whoever got a 503.
    const broken = (): Response => new Response('{}', { status: 503, headers: { 'Retry-After': '1' } });
    const app: App = {
      sign: () => token,
      async fetch(path, request) {
        await up;
        return await fetchOnce(path, request).catch(broken);
      },
    };
    try {
      const calm = async (): Promise<void> => await killer;
      const seen = await recordHistory({ app, operations: 600, callers: 3, keys: 3, seed: 43, calm });
      await killer;
      expectLinearizable(seen);
      expect(seen.statuses['503']).toBeGreaterThan(0);
      await expectAgreement(connect(), entra.tenant);
    } finally {
      await killer.catch(() => undefined);
      await running.stop();
      await entra.close();
      build.remove();
    }
  });
});
