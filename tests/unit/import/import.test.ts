import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { connectOverHttp } from '../../support/overHttp.ts';
import { scriptArguments } from '../../support/scriptArguments.ts';
import type { StartedApp } from '../../support/testApp.ts';

let app: StartedApp;
let folder: string;
beforeAll(async () => {
  app = await connectOverHttp();
  folder = mkdtempSync(path.join(tmpdir(), 'import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const set = 'office365GroupsActivityDetail';
const row = (group: number, name: string, members: string): string =>
  `2024-03-01,${name},False,,2024-02-29,Private,${members},0,,,,,,,,,,7ac2e2a4-0000-0000-0000-00000000000${group},7`;
const fileOf = (name: string, rows: readonly string[]): string => {
  const file = path.join(folder, name);
  writeFileSync(file, `\ufeff${[documentedCsv[set], ...rows].join('\r\n')}\r\n`);
  return file;
};

async function run(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, npm_lifecycle_event: undefined };
  const child = spawn(process.execPath, [...scriptArguments('import'), ...args, '--data', folder], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, output };
}
const runHere = async (file: string): Promise<{ code: number; output: string }> =>
  await run(file, '--url', app.publicUrl, '--token', app.sign());
const counts = (output: string): Record<string, number> =>
  Object.fromEntries(
    [...output.matchAll(/^ {2}(created|updated|unchanged|failed) +(\d+)$/gm)].map(([, kind = '', count]) => [
      kind,
      Number(count),
    ]),
  );

test('stores the rows, changes nothing the second time, and what is new the third time', async () => {
  const rows = [row(1, '"Sales, ""North"""', '25'), row(2, "'=HYPERLINK", '3')];
  const first = await runHere(fileOf('a.csv', rows));
  expect([first.code, counts(first.output)]).toEqual([
    0,
    { created: 2, updated: 0, unchanged: 0, older: 0, failed: 0 },
  ]);
  const second = await runHere(fileOf('b.csv', rows));
  expect([second.code, counts(second.output)]).toEqual([
    0,
    { created: 0, updated: 0, unchanged: 2, older: 0, failed: 0 },
  ]);
  const third = await runHere(fileOf('c.csv', [rows[0] ?? '', row(2, "'=HYPERLINK", '4'), row(3, 'C', '1')]));
  expect([third.code, counts(third.output)]).toEqual([
    0,
    { created: 1, updated: 1, unchanged: 1, older: 0, failed: 0 },
  ]);

  const stored = await app.fetch(`/v1.0/${set}?$orderby=groupId&$select=groupDisplayName,memberCount,isDeleted`);
  expect(((await stored.json()) as { value: unknown[] }).value).toMatchObject([
    { groupDisplayName: 'Sales, "North"', memberCount: 25, isDeleted: false },
    { groupDisplayName: '=HYPERLINK', memberCount: 4, isDeleted: false },
    { groupDisplayName: 'C', memberCount: 1, isDeleted: false },
  ]);
  expect(readdirSync(path.join(folder, 'import'))).toEqual([]);
});

test('what the service writes as CSV is imported again without a change', async () => {
  const csv = await app.fetch(`/v1.0/reports/get${set[0]?.toUpperCase()}${set.slice(1)}(period='D7')`);
  const file = path.join(folder, 'exported.csv');
  writeFileSync(file, Buffer.from(await csv.arrayBuffer()));
  const { code, output } = await runHere(file);
  expect([code, counts(output)]).toEqual([0, { created: 0, updated: 0, unchanged: 3, older: 0, failed: 0 }]);
});

test('says which rows failed and why, and ends with 1', async () => {
  const long = 'x'.repeat(5000);
  const { code, output } = await runHere(fileOf('bad.csv', [row(1, 'A', 'many'), row(5, 'E', '1'), row(6, long, '1')]));
  expect([code, counts(output)]).toEqual([1, { created: 1, updated: 0, unchanged: 0, older: 0, failed: 2 }]);
  expect(output).toMatch(/^ {2}2 +'Member Count' must be an integer.*, not 'many'/m);
  expect(output).toMatch(/^ {2}4 +'Group Display Name' must be .*at most 4096 characters, not 'xxx/m);
});

test.each([
  ['no file', [], /One file is needed. npm run import/],
  ['a file that is not there', ['missing.csv'], /no file missing.csv/],
  ['no app and no address', ['ok.csv'], /No app runs in this checkout: start it with npm start/],
  ['an address without a token', ['ok.csv', '--url', 'http://127.0.0.1:1'], /--url needs --token/],
  ['an address that is none', ['ok.csv', '--url', 'here', '--token', 't'], /--url here is no http/],
  ['another type', ['ok.csv', '--type', 'nothing'], /no type 'nothing'/],
])('%s', async (_what, args, message) => {
  const file = fileOf('ok.csv', [row(1, 'A', '1')]);
  const { code, output } = await run(...args.map((arg) => (arg === 'ok.csv' ? file : arg)));
  expect(code).toBe(1);
  expect(output).toMatch(message);
});

test('help', async () => {
  const { code, output } = await run('--help');
  expect([code, output]).toEqual([0, expect.stringContaining('npm run import -- FILE.csv')]);
});

test('a token that is refused', async () => {
  const file = fileOf('refused.csv', [row(1, 'A', '1')]);
  const { code, output } = await run(file, '--url', `${app.publicUrl}/v1.0/`, '--token', 'x.y.z');
  expect(code).toBe(1);
  expect(output).toMatch(/answered 401/);
});
