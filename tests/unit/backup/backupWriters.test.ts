/** Exports that are stopped while callers write; by day with some seeds. */
import { exportService } from '../../../local/backup/exportService.ts';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { backupStage } from '../../support/backupStage.ts';
import { sampled } from '../../support/sampled.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import type { TestRequest } from '../../support/testApp.ts';

const stage = backupStage();
afterAll(async () => await stage.remove());
const two = { model: [series, detail] };

test.each(sampled([1, 2, 3, 5, 8, 13, 21, 34], 1))(
  'seed %i: once nobody writes any more, the last run and a restore have what the service has',
  async (seed) => {
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const clock = { now: Date.now() };
    const app = await stage.start({ ...two, rows: createMemoryRows({ now: () => (clock.now += 1000) }) });
    const write = async (): Promise<void> => {
      for (let writes = below(4); writes >= 0; writes -= 1) {
        const { name } = below(2) === 0 ? series : detail;
        const path = `/v1.0/${name}('k${below(25)}')`;
        if (below(3) === 0) await app.fetch(path, { method: 'DELETE' });
        else {
          const body = name === series.name ? { teams: below(1000) } : { displayName: `n${below(1000)}` };
          const headers = { 'Content-Type': 'application/json' };
          await app.fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
        }
      }
    };
    for (let times = 0; times < 10; times += 1) await write();
    const folder = stage.newFolder();
    /** Exports; each time it is begun it is stopped at one of its first requests, four times at most. */
    const run = async (isBusy: boolean): Promise<void> => {
      for (let tries = 0; ; tries += 1) {
        let left = tries < 4 ? below(8) : Infinity;
        const fetch = async (url: string, request: unknown): Promise<Response> => {
          left -= 1;
          if (left < 0) return new Response('{}', { status: 401 });
          if (isBusy) await write();
          return await app.fetch(url.slice(app.publicUrl.length), request as TestRequest);
        };
        const service = { root: `${app.publicUrl}/v1.0`, token: () => Promise.resolve(app.sign()), fetch };
        const done = await exportService({ service, tenant: app.tenant, folder }).catch((error: unknown) => {
          expect(String(error)).toContain('401');
        });
        if (done !== undefined) return;
      }
    };
    for (const isBusy of [true, true, true, false]) {
      await run(isBusy);
      clock.now += below(2) * 120_000;
    }
    const [own, again] = [stage.newFolder(), stage.newFolder()];
    await stage.exportTo(app, own);
    const back = await stage.start(two);
    expect((await stage.restoreFrom(back, folder)).isWhole).toBe(true);
    await stage.exportTo(back, again);
    for (const { name } of two.model) expect(await stage.linesOf(again, name)).toEqual(await stage.linesOf(own, name));
  },
);
