/** The backup docs/backup.md describes, over HTTP and the emulator of storage: what comes back is exported as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail } from '../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365ServicesUserCounts } from '../../shared/model/microsoft365/office365ServicesUserCounts.ts';
import { backupStage, extremeItems } from '../support/backupStage.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import type { StartedApp } from '../support/testApp.ts';

const model = [office365ActiveUserCounts, office365ServicesUserCounts, office365ActiveUserDetail];
const stage = backupStage();
let [memory, app]: [StartedApp, StartedApp] | [] = [];
beforeAll(async () => {
  memory = await stage.start({ model });
  app = await connectOverHttp();
}, 240_000);
afterAll(async () => {
  await stage.remove();
  await app?.stop();
});

test('rows in memory come into Azurite and out again, equal byte for byte; and in order of their keys', async () => {
  if (memory === undefined || app === undefined) throw new Error('the services did not start');
  for (const type of model) await stage.store(memory, type.name, extremeItems(type));
  const [one, other] = [stage.newFolder(), stage.newFolder()];
  const first = await stage.exportTo(memory, one);
  // The app over HTTP gives each test a tenant of its own.
  const file = path.join(one, 'manifest.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(memory.tenant, app.tenant));
  const { isWhole, sets } = await stage.restoreFrom(app, one);
  expect(isWhole).toBe(true);
  const second = await stage.exportTo(app, other);
  for (const { name } of model) {
    expect([name, sets[name]]).toMatchObject([name, { created: 6, failed: 0 }]);
    expect(await stage.linesOf(other, name)).toEqual(await stage.linesOf(one, name));
    expect(second.sets[name]?.parts[0]?.sha256).toBe(first.sets[name]?.parts[0]?.sha256);
  }
});
