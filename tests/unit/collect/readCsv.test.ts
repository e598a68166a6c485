import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { readCsv, type CsvRecord } from '../../../shared/collect/readCsv.ts';
import { seededRandom } from '../../support/seededFaults.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string | Uint8Array): Promise<readonly (readonly [number, CsvRecord['fields']])[]> {
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

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
test.each([
  ['UTF-8', Buffer.from('A,B\nä,😀\n')],
  ['UTF-8 with mark', Buffer.from('\ufeffA,B\nä,😀\n')],
  ['UTF-16 LE with mark', Buffer.from('\ufeffA,B\nä,😀\n', 'utf16le')],
  ['UTF-16 LE', Buffer.from('A,B\nä,😀\n', 'utf16le')],
  ['UTF-16 BE with mark', swapped('\ufeffA,B\nä,😀\n')],
  ['UTF-16 BE', swapped('A,B\nä,😀\n')],
])('%s is read', async (_name, bytes) => {
  expect(await read(bytes)).toEqual([
    [1, ['A', 'B']],
    [2, ['ä', '😀']],
  ]);
});

const cutSurrogate = Buffer.from('A,B\n1,\ud83d', 'utf16le');
test.each([
  ['Windows-1252', Buffer.from('A,B\n1,2\nM\u00fcller,x\n', 'latin1'), 3],
  ['Windows-1252 further on', Buffer.from(`A,B\n${'1,2\n'.repeat(50_000)}M\u00fcller,x\n`, 'latin1'), 50_002],
  ['UTF-8 that is cut off', Buffer.from('A,B\n1,ä').subarray(0, -1), 2],
  ['UTF-16 that is cut off', cutSurrogate, 2],
  ['UTF-16 of an odd length', Buffer.from('A,B\n1,2', 'utf16le').subarray(0, -1), 2],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 1],
])('%s is refused with what is read', async (_name, bytes, line) => {
  await expect(read(bytes)).rejects.toThrow(
    new RegExp(
      `^line ${line}\\b.* holds bytes that are neither UTF-8 nor UTF-16\\. Files in UTF-8 and UTF-16 are read`,
    ),
  );
});

test.each([
  ['an Excel workbook', Buffer.from('504b03041400060008000000210041', 'hex'), /ZIP archive, such as an Excel workbook/],
  ['a compressed file', gzipSync('A,B\n1,2\n'), /compressed \(gzip\)/],
  ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /an Excel workbook \(\.xls\)/],
  ['a PDF document', Buffer.from('%PDF-1.7\n'), /a PDF document/],
])('%s is told from a text', async (_name, bytes, what) => {
  await expect(read(bytes)).rejects.toThrow(what);
  await expect(read(bytes)).rejects.toThrow(/^The file is .* and no text: unpack it, or save it as 'CSV UTF-8'/);
});

test('characters and line ends are whole wherever the file is cut into pieces', async () => {
  const bytes = Buffer.from('\ufeffsep=;\r\nA;B\r\n"ä\r\n";😀\r\nlast;"x;""y"""\r\n');
  for (let size = 1; size < bytes.length; size += 1) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const records: (readonly [number, CsvRecord['fields']])[] = [];
    for await (const { line, fields } of readCsv(Readable.from(pieces, { objectMode: false }))) {
      records.push([line, fields]);
    }
    expect(records).toEqual([
      [2, ['A', 'B']],
      [3, ['ä\r\n', '😀']],
      [5, ['last', 'x;"y"']],
    ]);
  }
});

test.each([
  ['semicolons', 'A;B C\n1;2\n', 1],
  ['tabs', 'A\tB C\n1\t2\n', 1],
  ['commas', 'A,"B C"\n1,2\n', 1],
  ['semicolons in quotes', '"A","B C"\n"1","2"\n', 1],
  ['sep= and a semicolon', 'sep=;\nA;B C\n1;2\n', 2],
  ['sep= and a bar', 'SEP=|\r\nA|B C\r\n1|2\r\n', 2],
  ['sep= that was saved again', '"sep=;";\nA;"B C"\n1;2\n', 2],
  ['#TYPE of PowerShell', '#TYPE System.Management.Automation.PSCustomObject\n"A","B C"\n"1","2"\n', 2],
  ['#TYPE and sep=', '#TYPE Selected.System.String\n\nsep=;\n"A";"B C"\n"1";"2"\n', 4],
])('a file with %s', async (_name, text, line) => {
  expect(await read(text)).toEqual([
    [line, ['A', 'B C']],
    [line + 1, ['1', '2']],
  ]);
});

test('a line of nothing but separators and blanks is nothing', async () => {
  expect(await read('a,b\n,\n , \n"",""\n\n1,\n')).toEqual([
    [1, ['a', 'b']],
    [6, ['1', '']],
  ]);
  // Those of another dialect too, where they are all there is of the line.
  expect(await read('a;b\n1;2\n,,\n;\n')).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
  ]);
});

test('an empty text is told from nothing, unless everything is in quotes', async () => {
  const emptyTexts = async (text: string): Promise<readonly (readonly number[])[]> => {
    const found: (readonly number[])[] = [];
    for await (const record of readCsv(Readable.from([text], { objectMode: false }))) found.push(record.emptyTexts);
    return found;
  };
  expect(await emptyTexts('a,b,c\n1,"",\n"","x""","y"\n"","","1"\n')).toEqual([[], [1], [0], [0, 1]]);
  expect(await emptyTexts('"a","b","c"\n"1","",\n')).toEqual([[], []]);
});

/** Records as csv-parse has them of the whole text at once: fields, and bytes up to their end. */
function parsedAtOnce(text: string, delimiter = ','): readonly (readonly [number, readonly string[]])[] {
  const options = { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true };
  const records = parse(text, { ...options, info: true }) as unknown as {
    readonly record: readonly string[];
    readonly info: { readonly bytes: number };
  }[];
  return records.flatMap(({ record, info }) =>
    record.every((field) => field.trim() === '') ? [] : [[info.bytes, record] as const],
  );
}

test('lines without quotes, which are not given to the parser, are read as it would read them, wherever the file is cut', async () => {
  const random = seededRandom(24);
  const draw = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  for (let round = 0; round < 150; round += 1) {
    const end = draw(['\n', '\r\n', '\r', undefined]);
    const field = () =>
      draw(['', 'x', 'ä', '😀', ' ', 'b"c', '"q"', '"a,b"', '"two\nlines"', '"two\r\nlines"', '"x""y"', '""']);
    const quotes = random() < 0.5;
    const cell = (): string => (quotes && random() < 0.3 ? field() : draw(['', 'x', 'ä', '😀', ' ', 'yz']));
    const lines = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, cell).join(','),
    );
    const text = `H,I${draw(['\n', '\r\n'])}${lines.map((line) => line + (end ?? draw(['\n', '\r\n', '\r']))).join('')}${draw(['', 'end', 'end,'])}`;
    const bytes = Buffer.from(text);
    const size = 1 + Math.floor(random() * bytes.length);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const read: (readonly [number, CsvRecord['fields']])[] = [];
    for await (const record of readCsv(Readable.from(pieces, { objectMode: false }))) {
      read.push([record.bytes, record.fields]);
    }
    expect({ text, size, read }).toEqual({ text, size, read: parsedAtOnce(text) });
  }
});

test('a record too long to be one ends the file like a quote that is never closed', async () => {
  const { length, ...records } = await read(`a,b\n1,2\n3,"${'x'.repeat(9_000_000)}\n",5\n6,7\n`);
  expect([length, records[1], records[2]]).toEqual([3, [2, ['1', '2']], [3, undefined]]);
});
