/** Exports that run at the same time, and what an export knows of time. */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
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
