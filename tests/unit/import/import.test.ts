import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../../local/import.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { connectOverHttp } from '../../support/overHttp.ts';
import { scriptArguments } from '../../support/scriptArguments.ts';
import type { StartedApp } from '../../support/testApp.ts';
import { nobodyListens } from '../../support/nobodyListens.ts';

// A process takes seconds to start, on a busy machine many.
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
    [...output.matchAll(/^ {2}(created|updated|unchanged|older|expired|forgotten|failed) +(\d+)$/gm)].map(
      ([, kind = '', count]) => [kind, Number(count)],
    ),
  );
/** What is said of each file of a command. */
const perFile = (output: string): readonly string[] =>
  output.split(/^(?=\S+ -> )/m).filter((part) => part.includes(' -> '));

test('stores the rows, changes nothing by the same file, and what is new by another', async () => {
  const rows = [row(1, '"Sales, ""North"""', '25'), row(2, "'=HYPERLINK", '3')];
  const first = await runHere(fileOf('a.csv', rows));
  expect([first.code, counts(first.output)]).toEqual([
    0,
    { created: 2, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 0 },
  ]);
  const files = [fileOf('b.csv', rows), fileOf('c.csv', [rows[0] ?? '', row(2, "'=HYPERLINK", '4'), row(3, 'C', '1')])];
  const second = await run(...files, '--url', app.publicUrl, '--token', app.sign());
  expect([second.code, perFile(second.output).map(counts)]).toEqual([
    0,
    [
      { created: 0, updated: 0, unchanged: 2, older: 0, expired: 0, forgotten: 0, failed: 0 },
      { created: 1, updated: 1, unchanged: 1, older: 0, expired: 0, forgotten: 0, failed: 0 },
    ],
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
  expect([code, counts(output)]).toEqual([
    0,
    { created: 0, updated: 0, unchanged: 3, older: 0, expired: 0, forgotten: 0, failed: 0 },
  ]);
});

test('says which rows failed and why, and ends with 1', async () => {
  const long = 'x'.repeat(5000);
  const { code, output } = await runHere(fileOf('bad.csv', [row(1, 'A', 'many'), row(5, 'E', '1'), row(6, long, '1')]));
  expect([code, counts(output)]).toEqual([
    1,
    { created: 1, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 2 },
  ]);
  expect(output).toMatch(/^ {2}2 +'Member Count' must be an integer.*, not 'many'/m);
  expect(output).toMatch(/^ {2}4 +'Group Display Name' must be .*at most 4096 characters, not 'xxx/m);
});

/** The arguments of a command, `ok.csv` standing for a report that is there. */
const given = (args: readonly string[]): string[] => {
  const file = fileOf('ok.csv', [row(1, 'A', '1')]);
  return [...args.map((arg) => (arg === 'ok.csv' ? file : arg)), '--data', folder];
};

test('a command that cannot be carried out says why, and ends with 1', async () => {
  const { code, output } = await run('missing.csv');
  expect([code, output]).toEqual([1, expect.stringMatching(/^There is no file or folder missing.csv.$/m)]);
});

// In this process, because each process takes seconds to start.
test.each([
  ['no file', [], /A file or folder is needed.\nnpm run import/],
  ['no app and no address', ['ok.csv'], /No app runs in this checkout: start it with npm start/],
  ['an address without a token', ['ok.csv', '--url', 'http://127.0.0.1:1'], /--url needs --token/],
  ['an address that is none', ['ok.csv', '--url', 'here', '--token', 't'], /--url here is no http/],
  ['another type', ['ok.csv', '--type', 'nothing'], /no type 'nothing'/],
])('%s', async (_what, args, message) => {
  await expect(main(given(args))).rejects.toThrow(message);
});

test.each([
  ['', [], / The same command goes on from here\.$/],
  [', dry', ['--dry-run'], /ECONNREFUSED.*\.$/],
])('an app that was stopped is told in a sentence%s', async (_how, options, end) => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const error: unknown = await main(given(['ok.csv', '--url', nobodyListens, '--token', 't', ...options])).catch(
    (reason: unknown) => reason,
  );
  log.mockRestore();
  const { message } = error as Error;
  expect(message).toMatch(/^http:\S+ did not answer: .*ECONNREFUSED/);
  expect(message).toMatch(end);
  expect(message.includes('goes on')).toBe(options.length === 0);
});

test('help has every option', async () => {
  const told = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await main(['--help']);
  const output = told.mock.calls.flat().join('\n');
  told.mockRestore();
  expect(output).toContain('npm run import -- FILE.csv|FOLDER...');
  for (const option of ['--url URL', '--token TOKEN', '--type NAME', '--dry-run', '--data FOLDER', '--help']) {
    expect(output).toMatch(new RegExp(`^ {2}${option} +\\S`, 'm'));
  }
});

test('a folder: first dry, then every report in it; what is none is told', async () => {
  const reports = path.join(folder, 'reports');
  mkdirSync(path.join(reports, '2024'), { recursive: true });
  const groups = [documentedCsv[set], row(7, 'Dry', '25')].join('\n');
  writeFileSync(path.join(reports, 'groups.csv'), groups);
  const counted = [
    'sep=;',
    (documentedCsv['office365GroupsActivityGroupCounts'] ?? '').replaceAll(',', ';'),
    '2024-03-01;5;;2024-03-01;7',
  ];
  writeFileSync(
    path.join(reports, '2024', 'Office365GroupsActivityGroupCounts3_1_2024.csv'),
    counted.join('\r\n'),
    'utf16le',
  );
  writeFileSync(path.join(reports, 'other.csv'), 'a,b\n1,2\n');
  writeFileSync(path.join(reports, 'answer.csv'), '{\n  "value": []\n}\n');
  writeFileSync(path.join(reports, 'nothing.csv'), '\ufeff\n');
  writeFileSync(path.join(reports, 'rowless.csv'), documentedCsv[set] ?? '');
  writeFileSync(path.join(reports, 'latin.csv'), Buffer.from(`${groups}\nM\u00fcller`, 'latin1'));

  const dry = await run(reports, '--dry-run', '--url', app.publicUrl, '--token', app.sign());
  expect(dry.code).toBe(1);
  expect(dry.output.match(/^ {2}created +1$/gm)).toHaveLength(2);
  expect(dry.output).toContain('nothing is stored');
  expect((await app.fetch(`/v1.0/${set}/$count?$filter=groupDisplayName%20eq%20'Dry'`)).status).toBe(200);
  expect(await (await app.fetch(`/v1.0/${set}/$count?$filter=groupDisplayName%20eq%20'Dry'`)).text()).toMatch(
    /^\ufeff?0$/,
  );

  const { code, output } = await runHere(reports);
  expect(code).toBe(1);
  expect(output.match(/^ {2}created +1$/gm)).toHaveLength(2);
  expect(output).toMatch(/other.csv: The header line is not that of a report: no column is known/);
  expect(output).toMatch(/answer.csv: The file is JSON, and no CSV/);
  expect(output).toMatch(/nothing.csv: The file is empty; that of a report without rows has its header line\.$/m);
  const said = (name: string): string | undefined => perFile(output).find((part) => part.startsWith(name));
  expect(said('groups.csv')).toMatch(/^ {2}Warning: The last line has no line break behind it\./m);
  expect(said('rowless.csv')).toMatch(/^ {2}The file has a header line, and no rows\.$/m);
  expect(output.match(/no line break/g)).toHaveLength(2);
  expect(output).toMatch(/latin.csv: line 3\b.* holds bytes that are neither UTF-8 nor UTF-16/);
  const stored = await app.fetch('/v1.0/office365GroupsActivityGroupCounts');
  expect(await stored.json()).toMatchObject({ value: [{ id: '2024-03-01', total: 5, active: null }] });
});

test('a token that is refused', async () => {
  const file = fileOf('refused.csv', [row(1, 'A', '1')]);
  const { code, output } = await run(file, '--url', `${app.publicUrl}/v1.0/`, '--token', 'x.y.z');
  expect(code).toBe(1);
  expect(output).toMatch(/answered 401/);
  // To repeat the command is of no use.
  expect(output).not.toMatch(/goes on from here/);
});
