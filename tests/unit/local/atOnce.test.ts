import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { main as build } from '../../../local/build.ts';
import { loadSigningKey } from '../../../local/issuer/signingKey.ts';
import { lockFile } from '../../../local/process/lockFile.ts';
import { projectPaths } from '../../../local/projectPaths.ts';
import { startServices } from '../../../local/services/startServices.ts';
import { stateFile } from '../../../local/services/stateFile.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'at-once-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = path.join(dir, 'work.lock');

test('work that is waited for is done one after the other, and one that failed does not stand in the way', async () => {
  let [running, most] = [0, 0];
  const work = (fails: boolean) => async () => {
    most = Math.max(most, ++running);
    await sleep(5);
    running--;
    if (fails) throw new Error('It failed.');
  };
  const all = [true, false, true, false].map((fails) => lockFile(file, undefined, work(fails)));
  const states = (await Promise.allSettled(all)).map(({ status }) => status);
  expect({ states, most }).toEqual({ states: ['rejected', 'fulfilled', 'rejected', 'fulfilled'], most: 1 });
  expect(readdirSync(dir)).toEqual([]);
});

const ended = () => String(spawnSync(process.execPath, ['-e', '']).pid);
test.each([
  ['by a process that ended', ended, 0],
  ['more than a minute ago by one whose id another process has', () => String(process.pid), 61],
  ['more than a minute ago, before it was written', () => '', 61],
])('what was left behind %s is taken over at once', async (_, owner, age) => {
  writeFileSync(file, owner());
  const made = Date.now() / 1000 - age;
  utimesSync(file, made, made);
  expect(await lockFile(file, undefined, () => Promise.resolve('done'))).toBe('done');
});

test('of several processes that start in a folder at once, one runs the parts and the others use them', async () => {
  const settings = {
    ReportsStorage__tableServiceUri: 'https://contoso.table.core.windows.net',
    AUTH_AUTHORITY: 'http://127.0.0.1:1/00000000-0000-4000-8000-000000000001',
  };
  const dataDir = path.join(dir, 'data');
  const all = await Promise.all([1, 2, 3].map(() => startServices(settings, dataDir, true)));
  try {
    expect(new Set(all.map((one) => one.settings['AUTH_AUTHORITY'])).size).toBe(1);
    expect(all.map(({ report }) => report[0]!.split(' ')[0]).sort()).toEqual([
      'AUTH_AUTHORITY',
      'AUTH_AUTHORITY',
      'Issuer',
    ]);
  } finally {
    await Promise.all(all.map((one) => one.stop()));
  }
});

test('all who record where they run at once are found, and all make the same key', async () => {
  const dataDir = path.join(dir, 'recorded');
  const urls = ['http://127.0.0.1:1', 'http://127.0.0.1:2', 'http://127.0.0.1:3'];
  await Promise.all(urls.map((app) => stateFile(dataDir).record({ app })));
  expect((await stateFile(dataDir).read()).apps.map(({ url }) => url).sort()).toEqual(urls);
  const keys = await Promise.all(urls.map(() => loadSigningKey(dataDir)));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
});

test('two builds into one folder at once are made one after the other', async () => {
  const say = jest.spyOn(console, 'log').mockReturnValue();
  const dist = path.join(dir, 'dist');
  const args = ['--entry', path.join(projectPaths.root, 'bench', 'coldStart', 'oneFunction.ts'), '--dist', dist];
  await Promise.all([build(args), build(args)]);
  expect(say.mock.calls.flat()).toHaveLength(4);
  say.mockRestore();
  expect(readdirSync(dist).sort()).toEqual(['built', 'local', 'package', 'package.maps']);
});
