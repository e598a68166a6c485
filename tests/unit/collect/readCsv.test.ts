import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCsv, type CsvRecord } from '../../../shared/collect/readCsv.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string): Promise<readonly (readonly [number, CsvRecord['fields']])[]> {
  const file = path.join(folder, 'file.csv');
  writeFileSync(file, text);
  const records: CsvRecord[] = [];
  for await (const record of readCsv(createReadStream(file))) records.push(record);
  return records.map(({ line, fields }) => [line, fields] as const);
}

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('byte order mark, quotes and empty lines, with %s', async (_name, end) => {
  const lines = ['\ufeff"A ""x""",B', 'ä,"1,2"', '', `"two${end}lines",`, 'last,😀'];
  const expected = [
    [1, ['A "x"', 'B']],
    [2, ['ä', '1,2']],
    [4, [`two${end}lines`, '']],
    [6, ['last', '😀']],
  ];
  expect(await read(lines.join(end))).toEqual(expected);
  expect(await read(lines.join(end) + end)).toEqual(expected);
});

test('quotes in the middle of a field are part of it', async () => {
  expect(await read('a\nb"c"d\ne')).toEqual([
    [1, ['a']],
    [2, ['b"c"d']],
    [3, ['e']],
  ]);
});

test('a quote that is never closed is given with the line it may be in', async () => {
  expect(await read('a,b\n1,2\n3,"4\n5,6\n')).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
    [3, undefined],
  ]);
});

test('an empty file has no records, a missing one is an error', async () => {
  expect(await read('')).toEqual([]);
  await expect(readCsv(createReadStream(path.join(folder, 'missing'))).next()).rejects.toThrow(/ENOENT/);
});
