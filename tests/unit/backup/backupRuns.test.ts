/** Exports that run at the same time, and what an export knows of time. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { collectedReports } from '../../../shared/model/ledger/collectedReports.ts';
import { reportCoverage } from '../../../shared/model/ledger/reportCoverage.ts';
import { forgetRequests } from '../../../shared/model/register/forgetRequests.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { backupStage } from '../../support/backupStage.ts';

const stage = backupStage();
afterAll(async () => await stage.remove());
const two = { model: [series, detail] };

test('two exports to one folder, and two restores of one, do not run at the same time; what a process left that ended does not count', async () => {
  const app = await stage.start(two);
  await stage.store(app, series.name, ['{"id":"a"}']);
  const folder = stage.newFolder();
  const [one, other] = await Promise.allSettled([stage.exportTo(app, folder), stage.exportTo(app, folder)]);
  const failed = [one, other].filter((each) => each.status === 'rejected');
  expect(failed.map(({ reason }) => String(reason))).toEqual([
    expect.stringContaining(`is being exported to already, by process ${process.pid}`),
  ]);
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path.join(folder, 'export.lock'), String(ended));
  const { sets } = await stage.exportTo(app, folder);
  expect(Object.keys(sets)).toHaveLength(2);
  expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  const back = await stage.start(two);
  const restores = await Promise.allSettled([stage.restoreFrom(back, folder), stage.restoreFrom(back, folder)]);
  expect(restores.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('the moment of each file is the time of storage, as the service tells it', async () => {
  const now = Date.parse('2031-01-02T03:04:05Z');
  const app = await stage.start({ ...two, rows: createMemoryRows({ now: () => now }) });
  await stage.store(app, series.name, ['{"id":"a"}']);
  const { sets } = await stage.exportTo(app, stage.newFolder());
  const at = sets[series.name]?.parts.map((part) => now - Date.parse(part.at ?? ''));
  // Changes are held back by a minute.
  expect(at).toEqual([60_000]);
});

test('what is written while sets are followed leaves no entry of the ledger without its rows, and no person out of the register', async () => {
  const model = [series, detail, collectedReports, reportCoverage, forgetRequests];
  const app = await stage.start({ model });
  const claims = { scp: undefined, idtyp: 'app', roles: ['Reports.Forget.All', 'Reports.ReadWrite.All'] };
  const folder = stage.newFolder();
  const followed: string[] = [];
  const exportOf = async () =>
    await stage.exportTo(app, folder, { claims }, (url) => {
      const set = /\/(\w+)(?:\/delta)?\?.*deltatoken/.exec(url)?.[1];
      if (set !== undefined && followed.at(-1) !== set) followed.push(set);
      return undefined;
    });
  for (let run = 1; run <= 2; run += 1) {
    followed.length = 0;
    const { sets } = await exportOf();
    expect(Object.keys(sets)).toHaveLength(5);
    expect(followed).toHaveLength(5);
    expect(followed.slice(0, 2).sort()).toEqual([collectedReports.name, reportCoverage.name]);
    expect(followed.at(-1)).toBe(forgetRequests.name);
    await stage.store(app, series.name, [`{"id":"run${run}"}`]);
  }
});

test('an export goes on into a folder of another storage by reading each set whole', async () => {
  const [one, other] = [await stage.start(two), await stage.start(two)];
  await stage.store(one, series.name, ['{"id":"a"}', '{"id":"b"}', '{"id":"c"}']);
  await stage.store(other, series.name, ['{"id":"b","teams":1}']);
  const [folder, own] = [stage.newFolder(), stage.newFolder()];
  await stage.exportTo(one, folder);
  const { sets } = await stage.exportTo(other, folder);
  expect(sets[series.name]?.parts.map(({ file, kind, rows }) => [file, kind, rows])).toEqual([
    [`${series.name}.0002.jsonl.gz`, 'full', 1],
  ]);
  expect(sets[series.name]?.parts[0]?.sha256).toBe(
    (await stage.exportTo(other, own)).sets[series.name]?.parts[0]?.sha256,
  );
  expect(readdirSync(folder).filter((file) => file.startsWith(series.name))).toHaveLength(1);
});

test('how far a restore is stands in a file that is replaced whole, and in a new storage no row is too old yet', async () => {
  const [app, back] = [await stage.start(two), await stage.start({ ...two, retention: { series: 31 } })];
  await stage.store(app, series.name, ['{"id":"a","reportDate":"2001-01-01"}']);
  await stage.store(app, detail.name, ['{"id":"b"}']);
  const folder = stage.newFolder();
  await stage.exportTo(app, folder);
  const data = path.join(path.dirname(folder), 'data', 'restores');
  const found = new Set<number>();
  const { sets } = await stage.restoreFrom(back, folder, false, () => {
    for (const name of existsSync(data) ? readdirSync(data).filter((each) => each.endsWith('.json')) : []) {
      JSON.parse(readFileSync(path.join(data, name), 'utf8'));
      found.add(statSync(path.join(data, name)).birthtimeMs);
    }
    return undefined;
  });
  expect(found.size).toBeGreaterThan(1);
  expect(sets).toMatchObject({ [series.name]: { created: 1, expired: 0 }, [detail.name]: { created: 1 } });
  expect(readdirSync(data)).toEqual([]);
});
