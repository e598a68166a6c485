import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles } from '../../../local/import/listFiles.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'list-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (...names: readonly string[]): string => path.join(folder, ...names);

beforeAll(() => {
  for (const name of ['reports/2024', 'empty']) mkdirSync(at(name), { recursive: true });
  for (const name of ['b.csv', 'a.CSV', 'c.tsv', 'notes.txt', '.hidden.csv', '2024/d.csv']) {
    writeFileSync(at('reports', name), name);
  }
  writeFileSync(at('report.txt'), 'x');
  symlinkSync(at('reports', 'b.csv'), at('link.csv'));
});

test('the CSV files of folders and any file that is named, each once', async () => {
  const { files, problems } = await listFiles([
    at('reports'),
    at('report.txt'),
    at('reports', 'a.CSV'),
    at('link.csv'),
  ]);
  expect(files.map(({ file }) => path.relative(folder, file)).sort()).toEqual(
    ['report.txt', 'reports/2024/d.csv', 'reports/a.CSV', 'link.csv', 'reports/c.tsv'].sort(),
  );
  expect([files.find(({ file }) => file.endsWith('d.csv'))?.size, problems]).toEqual([10, []]);
});

test('what is no file is told in a sentence each', async () => {
  const { files, problems } = await listFiles([at('missing.csv'), at('empty'), at('report.txt'), '/dev/null']);
  expect(files.map(({ file }) => file)).toEqual([at('report.txt')]);
  expect(problems).toEqual([
    `There is no file or folder ${at('missing.csv')}.`,
    `The folder ${at('empty')} has no CSV file.`,
    '/dev/null is neither a file nor a folder.',
  ]);
});
