/** The check of infra/, with a stand-in of the compiler that says what a test has it say. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkInfra } from '../../../local/bicep/checkInfra.ts';
import { comparable } from '../../../local/bicep/comparable.ts';
import { findCompiler } from '../../../local/bicep/findCompiler.ts';

const place = mkdtempSync(path.join(tmpdir(), 'check-infra-'));
const compiler = path.join(place, 'bicep');
const committed = path.join(place, 'infra', 'snapshots', 'all.snapshot.json');
afterAll(() => rmSync(place, { recursive: true }));

const resources = [
  { type: 'a', name: 'one', properties: { first: 1, second: [1, 2] } },
  { type: 'b', name: 'two' },
];
const snapshot = (predictedResources: readonly unknown[]): string => JSON.stringify({ predictedResources });

beforeEach(() => {
  for (const folder of ['infra/snapshots', 'shared/telemetry'])
    mkdirSync(path.join(place, folder), { recursive: true });
  writeFileSync(path.join(place, 'infra', 'main.bicep'), 'param x string\n');
  writeFileSync(path.join(place, 'infra', 'snapshots', 'all.bicepparam'), "using '../main.bicep'\n");
  writeFileSync(committed, comparable(snapshot(resources)));
  writeFileSync(path.join(place, 'code'), '0');
  writeFileSync(path.join(place, 'said'), '');
  writeFileSync(path.join(place, 'made'), snapshot(resources));
  // Formats by leaving out a blank at the end of a line.
  const script = [
    '#!/bin/sh',
    `cd '${place}'`,
    'case "$1" in',
    'build) cat said >&2; exit "$(cat code)" ;;',
    'format) sed "s/ *$//" "$2" ;;',
    'snapshot) cp made "${2%bicepparam}snapshot.json" ;;',
    'esac',
  ];
  writeFileSync(compiler, `${script.join('\n')}\n`);
  chmodSync(compiler, 0o755);
});

const check = async (isWritten = false) => await checkInfra(compiler, place, isWritten);

test('what compiles without a word, is formatted and as its snapshots say has nothing wrong', async () => {
  expect(await check()).toEqual({ wrong: [] });
});

test.each([
  ['a warning, with which the compiler ends well', '0', 'Warning no-unused-params'],
  ['an error', '1', 'Error BCP036'],
])('%s is wrong', async (_what, code, said) => {
  writeFileSync(path.join(place, 'code'), code);
  writeFileSync(path.join(place, 'said'), `main.bicep(1,1) : ${said}\n\n`);
  expect(await check()).toEqual({ wrong: [`main.bicep(1,1) : ${said}`] });
});

test.each(['BCP190', 'BCP192'])('modules that are not here are no fault of infra/ (%s)', async (code) => {
  writeFileSync(path.join(place, 'code'), '1');
  writeFileSync(path.join(place, 'said'), `main.bicep(1,1) : Error ${code}: not restored\n`);
  expect(await check()).toEqual({ skipped: expect.stringContaining('modules are not on this machine') as string });
});

test('a compiler that cannot be started is told', async () => {
  rmSync(compiler);
  expect(await check()).toEqual({ skipped: expect.stringContaining('cannot be started') as string });
});

test('a file that is not as the compiler formats it is wrong', async () => {
  const file = path.join(place, 'infra', 'snapshots', 'all.bicepparam');
  writeFileSync(file, "using '../main.bicep'  \n\nparam x = 'y'\n");
  expect(await check()).toEqual({ wrong: [`${file} is not as bicep format writes it.`] });
});

test('another order of a snapshot is the same; another value, another order of a list, and none are not', async () => {
  const [one = {}, two = {}] = resources;
  writeFileSync(path.join(place, 'made'), snapshot([two, Object.fromEntries(Object.entries(one).toReversed())]));
  expect(await check()).toEqual({ wrong: [] });
  const wrong = { wrong: [expect.stringContaining('is not what the compiler makes now') as string] };
  for (const properties of [
    { first: 2, second: [1, 2] },
    { first: 1, second: [2, 1] },
  ]) {
    writeFileSync(path.join(place, 'made'), snapshot([{ ...one, properties }, two]));
    expect(await check()).toEqual(wrong);
  }
  writeFileSync(path.join(place, 'made'), snapshot(resources));
  rmSync(committed);
  expect(await check()).toEqual(wrong);
  expect(existsSync(committed)).toBe(false);
});

test('a snapshot is written when asked for, in the one order', async () => {
  writeFileSync(path.join(place, 'made'), snapshot([{ type: 'c', name: 'three' }]));
  expect(await check(true)).toEqual({ wrong: [] });
  expect(readFileSync(committed, 'utf8')).toBe(comparable(snapshot([{ name: 'three', type: 'c' }])));
});

test('the compiler is the one BICEP names, else the first on PATH', () => {
  const folders = [path.join(place, 'infra'), place].join(path.delimiter);
  expect(findCompiler({ BICEP: ' /opt/bicep ', PATH: folders })).toBe('/opt/bicep');
  expect(findCompiler({ BICEP: '', PATH: folders })).toBe(compiler);
  expect(findCompiler({ PATH: path.join(place, 'infra') })).toBeUndefined();
  expect(findCompiler({})).toBeUndefined();
});
