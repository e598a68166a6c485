/** npm run export and npm run restore, on services in this process. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { backupStage } from '../../support/backupStage.ts';
import { storageScope } from '../../support/storageScope.ts';
import type { StartedApp } from '../../support/testApp.ts';

const stage = backupStage();
afterAll(async () => await stage.remove());

const two = { model: [series, detail] };
/** A small service with 30 days and 5 people. */
async function filled(): Promise<StartedApp> {
  const app = await stage.start(two);
  const days = Array.from(
    { length: 30 },
    (_, at) => `{"id":"d${at}","reportDate":"2026-01-${String(at + 1).padStart(2, '0')}"}`,
  );
  await stage.store(app, series.name, days);
  const people = ['ada', 'bob', 'cy', 'di', 'eve'].map(
    (name) => `{"id":"${name}","userPrincipalName":"${name}@contoso.example"}`,
  );
  await stage.store(app, detail.name, people);
  return app;
}

test('the second run adds what changed and was deleted, and a restore has the last state of each', async () => {
  const app = await filled();
  const folder = stage.newFolder();
  await stage.exportTo(app, folder);
  await stage.store(app, detail.name, ['{"id":"ada","displayName":"Ada"}', '{"id":"new"}']);
  expect((await app.fetch(`/v1.0/${detail.name}('bob')`, { method: 'DELETE' })).status).toBe(204);
  await stage.store(app, detail.name, ['{"id":"ada","userPrincipalName":null}']);
  const manifest = await stage.exportTo(app, folder);
  expect(manifest.sets[detail.name]?.parts.map(({ kind, removed }) => [kind, removed])).toEqual([
    ['full', 0],
    ['changes', 1],
  ]);
  const back = await stage.start(two);
  await stage.restoreFrom(back, folder);
  const [there, again] = [stage.newFolder(), stage.newFolder()];
  expect(stage.digests(await stage.exportTo(back, there))).toEqual(stage.digests(await stage.exportTo(app, again)));
  expect(await stage.linesOf(there, detail.name)).toContainEqual(
    expect.stringMatching(/"id":"ada".*"userPrincipalName":null,"displayName":"Ada"/),
  );
});

test('a set is read whole again after 30 days, and when more changed since than it had', async () => {
  const app = await filled();
  const folder = stage.newFolder();
  const file = path.join(folder, 'manifest.json');
  const rewrite = (from: RegExp, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
  const age = (days: number) =>
    rewrite(/"at": "[^"]*"/g, `"at": "${new Date(Date.now() - days * 86_400_000).toISOString()}"`);
  /** The full file of each set after another export, where something changed in each. */
  const fullFiles = async (): Promise<ReadonlyMap<string, string | undefined>> => {
    for (const { name } of two.model) await stage.store(app, name, ['{"id":"late"}', '{"id":"later"}']);
    const { sets } = await stage.exportTo(app, folder);
    return new Map(Object.entries(sets).map(([set, { parts }]) => [set, parts[0]?.file]));
  };
  const first = await fullFiles();
  age(29);
  expect(await fullFiles()).toEqual(first);
  age(31);
  const second = await fullFiles();
  for (const [set, name] of second) expect(name).not.toBe(first.get(set));
  rewrite(/("kind": "full",\s*"rows": )\d+/g, '$10');
  expect(await fullFiles()).toEqual(second);
  for (const [set, name] of await fullFiles()) expect(name).not.toBe(second.get(set));
});

test('stopped at its first request, its second, and so on, export and restore go on and come to the same', async () => {
  const app = await filled();
  const [whole, broken] = [stage.newFolder(), stage.newFolder()];
  const expected = stage.digests(await stage.exportTo(app, whole));
  const untilDone = async <T>(work: (stop: () => Response | undefined) => Promise<T>): Promise<T> => {
    for (let place = 1; place < 100; place += 1) {
      let requests = 0;
      // Nobody repeats what is refused like this.
      const stop = () => ((requests += 1) === place ? new Response('{}', { status: 401 }) : undefined);
      const done = await work(stop).catch(() => undefined);
      if (done !== undefined && requests < place) return done;
    }
    throw new Error('It does not come to an end');
  };
  await untilDone(async (stop) => await stage.exportTo(app, broken, undefined, stop));
  const back = await stage.start(two);
  const { isWhole } = await untilDone(async (stop) => await stage.restoreFrom(back, broken, false, stop));
  expect(isWhole).toBe(true);
  expect(stage.digests(await stage.exportTo(back, stage.newFolder()))).toEqual(expected);
});

test('a restore that was stopped begins a set anew where its rows are not there any more', async () => {
  const app = await filled();
  const folder = stage.newFolder();
  const expected = stage.digests(await stage.exportTo(app, folder));
  const gone = await stage.start(two);
  let requests = 0;
  // Stopped after the metadata, a look at each of the two sets, and the rows of the first.
  const stop = () => ((requests += 1) > 4 ? new Response('{}', { status: 401 }) : undefined);
  await expect(stage.restoreFrom(gone, folder, false, stop)).rejects.toThrow('401');
  const counts = two.model.map(async ({ name }) => await (await gone.fetch(`/v1.0/${name}/$count`)).text());
  expect((await Promise.all(counts)).filter((count) => count === '0')).toHaveLength(1);
  const back = await stage.start(two);
  const { isWhole, sets } = await stage.restoreFrom(back, folder);
  expect(isWhole).toBe(true);
  expect(sets).toMatchObject({ [series.name]: { created: 30 }, [detail.name]: { created: 5 } });
  expect(stage.digests(await stage.exportTo(back, stage.newFolder()))).toEqual(expected);
});

test('what the token may not read is named, and the rest is exported', async () => {
  const app = await filled();
  const folder = stage.newFolder();
  const { sets, notRead } = await stage.exportTo(app, folder, { claims: { scp: 'Reports.ReadSummary.All' } });
  expect(Object.keys(sets)).toEqual([series.name]);
  expect(notRead).toEqual({ [detail.name]: expect.stringContaining('Reports.Read.All') });
});

describe('a restore is refused, and nothing is stored,', () => {
  async function refused(change: (folder: string, manifest: string) => void, message: RegExp): Promise<void> {
    const folder = stage.newFolder();
    await stage.exportTo(await filled(), folder);
    change(folder, readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    const back = await stage.start(two);
    await expect(stage.restoreFrom(back, folder)).rejects.toThrow(message);
    for (const { name } of two.model) expect(await (await back.fetch(`/v1.0/${name}/$count`)).text()).toBe('0');
  }
  const rewrite = (from: string | RegExp, to: string) => (folder: string, manifest: string) =>
    writeFileSync(path.join(folder, 'manifest.json'), manifest.replace(from, to));

  test.each<[what: string, change: (folder: string, manifest: string) => void, message: RegExp]>([
    [
      'when a file was changed',
      (folder) => writeFileSync(path.join(folder, `${detail.name}.0001.jsonl.gz`), ''),
      /is missing, or not the file/,
    ],
    [
      'when a property is unknown, by its name',
      rewrite('"displayName"', '"nickName"'),
      /property nickName of office365ActiveUserDetail/,
    ],
    [
      'when a property has another type',
      rewrite('"reportDate": "Edm.Date"', '"reportDate": "Edm.String"'),
      /has it as Edm\.Date/,
    ],
    ['when a set is unknown', rewrite(`"${series.name}": {`, '"others": {'), /no set others/],
    [
      'when the format is another',
      rewrite('usage-reports-export/1', 'usage-reports-export/2'),
      /usage-reports-export\/2/,
    ],
  ])('%s', async (_what, change, message) => await refused(change, message));

  test('when a set has rows, unless it is merged: then each is what the document says', async () => {
    const folder = stage.newFolder();
    const app = await stage.start(two);
    const row = (id: string, teams: number, month = '01', more = ''): string =>
      `{"id":"${id}","reportRefreshDate":"2026-${month}-01","teams":${teams}${more}}`;
    await stage.store(app, series.name, [row('a', 1), row('b', 1), row('mended', 1)]);
    await stage.exportTo(app, folder);
    const back = await stage.start(two);
    await stage.store(back, series.name, [row('a', 2, '02'), row('mended', 2, '01', ',"yammer":3'), row('own', 2)]);
    await expect(stage.restoreFrom(back, folder)).rejects.toThrow(/is not empty.*--merge/);
    const { sets } = await stage.restoreFrom(back, folder, true);
    expect(sets[series.name]).toMatchObject({ created: 1, older: 1, updated: 1 });
    const csv = await back.fetch(`/v1.0/${series.name}?$select=id,teams,yammer&$format=text/csv`);
    expect((await csv.text()).trim().split('\r\n').slice(1).sort()).toEqual(['a,2,', 'b,1,', 'mended,1,3', 'own,2,']);
  });
});

test('an older link is 410 in a restored storage, and one of its own is not; what is too old is expired', async () => {
  const app = await filled();
  const follow = async (from: StartedApp, link: string) => await from.fetch(link.slice(from.publicUrl.length));
  const linkOf = async (from: StartedApp): Promise<string> => {
    const text = await (await from.fetch(`/v1.0/${series.name}/delta?$deltatoken=latest`)).text();
    return (JSON.parse(text) as { '@odata.deltaLink': string })['@odata.deltaLink'];
  };
  const old = await linkOf(app);
  const folder = stage.newFolder();
  await stage.exportTo(app, folder);
  const clock = { now: Date.now() + 300_000 };
  const rows = createMemoryRows({ now: () => clock.now });
  const retention = { series: 31 };
  const back = await stage.start({ ...two, rows, retention });
  const store = createStore(rows, undefined, retention);
  clock.now -= 8 * 86_400_000;
  for (let night = 0; night < 8; night += 1) {
    await store.retain(storageScope({ tenant: back.tenant }), series);
    clock.now += 86_400_000;
  }
  const { sets } = await stage.restoreFrom(back, folder);
  expect(sets[series.name]).toMatchObject({ created: 0, expired: 30 });
  expect(sets[detail.name]).toMatchObject({ created: 5 });
  const answer = await follow(back, old);
  expect([answer.status, (await answer.text()).includes('syncStateNotFound')]).toEqual([410, true]);
  expect((await follow(back, await linkOf(back))).status).toBe(200);
  expect((await follow(app, old)).status).toBe(200);
});
