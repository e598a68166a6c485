/** Exports that somebody has changed, digests included, and restores into the wrong place: refused before anything is stored. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { backupStage } from '../../support/backupStage.ts';
import type { StartedApp } from '../../support/testApp.ts';

const stage = backupStage();
let [app, back]: [StartedApp, StartedApp] | [] = [];
const two = { model: [series, detail] };
beforeAll(async () => {
  app = await stage.start(two);
  back = await stage.start(two);
  await stage.store(app, series.name, ['{"id":"a","teams":1}', '{"id":"b"}']);
  await stage.store(app, detail.name, ['{"id":"ada","displayName":"Ada"}']);
});
afterAll(async () => await stage.remove());

const fileOf = (set: string): string => `${set}.0001.jsonl.gz`;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** An export of the app. */
async function exported(): Promise<string> {
  const folder = stage.newFolder();
  await stage.exportTo(app!, folder);
  return folder;
}

/** Changes the manifest. */
function inManifest(folder: string, change: (text: string) => string): void {
  const file = path.join(folder, 'manifest.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Changes a file of a set, and its digest in the manifest. */
function inFile(folder: string, set: string, change: (bytes: Buffer) => Buffer): void {
  const file = path.join(folder, fileOf(set));
  const before = readFileSync(file);
  const after = change(before);
  writeFileSync(file, after);
  inManifest(folder, (text) => text.replace(sha256(before), sha256(after)));
}
const inLines = (change: (text: string) => string) => (folder: string) =>
  inFile(folder, detail.name, (bytes) => gzipSync(change(gunzipSync(bytes).toString())));

async function refused(folder: string, message: RegExp): Promise<void> {
  for (const isMerged of [false, true]) {
    await expect(stage.restoreFrom(back!, folder, isMerged)).rejects.toThrow(message);
  }
  for (const { name } of two.model) expect(await (await back!.fetch(`/v1.0/${name}/$count`)).text()).toBe('0');
}

test.each<[what: string, change: (folder: string) => void, message: RegExp]>([
  [
    'a file outside of the folder',
    (folder) => inManifest(folder, (text) => text.replace(fileOf(detail.name), `../${fileOf(detail.name)}`)),
    /names \.\.\/office365ActiveUserDetail.* no file of office365ActiveUserDetail/,
  ],
  [
    'a file behind the name of its set',
    (folder) => inManifest(folder, (text) => text.replace(fileOf(detail.name), `${detail.name}./../x.0001.jsonl.gz`)),
    /no file of office365ActiveUserDetail/,
  ],
  [
    'the file of another set',
    (folder) =>
      inManifest(folder, (text) =>
        text
          .replace(fileOf(series.name), fileOf(detail.name))
          .replace(/"sha256": "[^"]+"/, /"sha256": "[^"]+"/.exec(text)![0]),
      ),
    /is no file of/,
  ],
  [
    'a property of another name',
    inLines((text) => text.replace('displayName', 'nickName')),
    /Line 1 .*property nickName/,
  ],
  ['a line too many', inLines((text) => text + text), /has 2 rows and 0 deleted, the manifest says 1 and 0/],
  ['no lines', inLines(() => ''), /has 0 rows/],
  ['a deletion in a whole set', inLines(() => '{"@removed":{},"id":"ada"}\n'), /Line 1 .*property @removed/],
  ['a line that is no JSON', inLines((text) => `${text}x\n`), /Line 2 .*is no JSON/],
  ['a line without an id', inLines((text) => text.replace('"id"', '"ID"')), /is no entity with an id/],
  ['a line that is null', inLines(() => 'null\n'), /is no entity with an id/],
  ['a line of 20 million characters', inLines(() => `{"id":"${' '.repeat(20_000_000)}"}`), /a line has more than/],
  [
    'a file that is cut off',
    (folder) => inFile(folder, detail.name, (bytes) => bytes.subarray(0, -9)),
    /cannot be read: .*unexpected end of file/,
  ],
  ['a file that is no gzip', (folder) => inFile(folder, detail.name, () => Buffer.from('{}')), /cannot be read: /],
  ['a manifest that is cut off', (folder) => inManifest(folder, (text) => text.slice(0, -9)), /not of the format/],
  ['a manifest that is null', (folder) => inManifest(folder, () => 'null'), /not of the format/],
  [
    'a manifest without sets',
    (folder) => inManifest(folder, (text) => text.replace('"sets"', '"Sets"')),
    /lacks the tenant, or the files/,
  ],
  [
    'a manifest of another tenant',
    (folder) => inManifest(folder, (text) => text.replace(app!.tenant, '11111111-2222-4333-8444-555555555555')),
    /of the tenant 11111111-2222-4333-8444-555555555555, the token is of/,
  ],
])('%s is refused', async (_what, change, message) => {
  const folder = await exported();
  change(folder);
  await refused(folder, message);
});

test('a bit that has flipped anywhere in a file is found', async () => {
  const folder = await exported();
  const file = path.join(folder, fileOf(series.name));
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 12)) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(file, flipped);
    await refused(folder, /is missing, or not the file/);
  }
});

test('a restore that was stopped does not go on where rows of others came in the place of its own', async () => {
  const folder = await exported();
  const [gone, other] = [await stage.start(two), await stage.start(two)];
  let requests = 0;
  // Stopped behind the metadata, a look at each of two sets, and the rows of the first.
  const stop = () => ((requests += 1) > 4 ? new Response('{}', { status: 401 }) : undefined);
  await expect(stage.restoreFrom(gone, folder, false, stop)).rejects.toThrow('401');
  for (const { name } of two.model) await stage.store(other, name, ['{"id":"own"}']);
  await expect(stage.restoreFrom(other, folder)).rejects.toThrow(/is not empty/);
  for (const { name } of two.model) expect(await (await other.fetch(`/v1.0/${name}/$count`)).text()).toBe('1');
  const { isWhole } = await stage.restoreFrom(other, folder, true);
  expect(isWhole).toBe(true);
});
