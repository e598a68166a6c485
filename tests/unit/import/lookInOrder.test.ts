/** The order in which rows of a file are sent: those of one request lie side by side in storage. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reportText } from '../../../bench/night/reportText.ts';
import { importFile, type SentRow } from '../../../local/import/importFile.ts';
import { lookInOrder } from '../../../shared/collect/file/lookInOrder.ts';
import { recogniseFile } from '../../../local/import/recogniseFile.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';
import { mainRowKey } from '../../../shared/store/keys/layout.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { seededRandom } from '../../support/seededFaults.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'order-'));
afterAll(() => rmSync(folder, { recursive: true }));

const random = seededRandom(24);
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

/** A file of a report with its lines, of some nights one behind the other. */
function report(name: string, users: number, nights: readonly string[]) {
  const type = reports.find((one) => one.name === name)!;
  const files = nights.map((refreshDate) => [...reportText(type, { days: 30, users, refreshDate })].join('').trimEnd());
  const lines = files.flatMap((text) => text.split('\r\n').slice(1));
  return { header: (files[0] ?? '').split('\r\n', 1)[0] ?? '', lines };
}

/** What is sent of a file, request by request, each row with its line. */
async function sent(content: string | Buffer, name: string): Promise<readonly (readonly SentRow[])[]> {
  const file = path.join(folder, `${name}.csv`);
  writeFileSync(file, content);
  const header = await recogniseFile(model, file, name);
  const looked = await lookInOrder({ type: header.type, path: file, name: file, header });
  const requests: (readonly SentRow[])[] = [];
  const result = await importFile({
    file,
    content: looked,
    send: (rows) => {
      requests.push(rows);
      return Promise.resolve(rows.map(() => ({ kind: 'created' })));
    },
  });
  expect(result.counts.failed).toBe(0);
  return requests;
}

/** Requests whose rows do not lie side by side among all that are sent, but for the parts of the file. */
function scattered(requests: readonly (readonly SentRow[])[]): number {
  const keys = requests.flat().map(({ id }) => mainRowKey(id));
  const placeOf = new Map([...keys].sort().map((key, at) => [key, at]));
  return requests.reduce((sum, rows) => {
    const places = rows.map(({ id }) => placeOf.get(mainRowKey(id)) ?? NaN).sort((a, b) => a - b);
    const gaps = places.filter((place, at) => at > 0 && place !== (places[at - 1] ?? 0) + 1).length;
    return sum + gaps;
  }, 0);
}

/** A file of groups with all that makes records hard to find again: 520 rows, some of which fail. */
function nasty(end: string): string {
  const { header, lines } = report('office365GroupsActivityDetail', 520, ['2026-11-25']);
  const odd = [
    (line: string) => line,
    (line: string) => line.replace('Private', '"Pri, ""v"" \u00e4\ud83d\ude00"'),
    (line: string) => line.replace('Private', `"two${end}lines"`),
    (line: string) => line.replace('Private', '\u20ac "in" the middle'),
    (line: string) => `${line}${end}`,
    (line: string) => line.replace('Private', '""'),
    (line: string) => `${line}${end},,,${end}   `,
  ];
  const some = shuffled(lines).map((line, at) =>
    at % 100 === 7 ? line.replace(/,30$/, ',31') : (odd[at % 7]?.(line) ?? line),
  );
  // The same group twice more, and no line break at the end.
  return `\ufeff${[header.replace('\ufeff', ''), ...some, some[0] ?? '', some[0] ?? ''].join(end)}`;
}

const dates = ['2026-11-25', '2026-11-23', '2026-11-24'];
const day = (at: number): string => dateFrom('2016-01-01', at);
const days = {
  header: report('office365ActiveUserCounts', 1, dates.slice(0, 1)).header,
  lines: Array.from({ length: 700 }, (_, at) => `2026-11-25,${at},8,8,10,0,6,5,${day(at)},7`),
};

test.each([
  ...['office365ActiveUserDetail', 'office365GroupsActivityDetail', 'sharePointSiteUsageDetail'].map(
    (name) => [name, report(name, 700, dates.slice(0, 1)), 0] as const,
  ),
  // Three dates in turn, not in the order of storage: a request may hold the end of one and the beginning of another.
  ['office365ActiveUserDetail', report('office365ActiveUserDetail', 300, dates), 4],
  ['office365ActiveUserCounts', days, 0],
] as const)(
  '%s: rows of a request lie side by side in storage, whatever the order of the file',
  async (name, { header, lines }, most) => {
    for (const some of [lines, shuffled(lines), [...lines].sort((a, b) => (a.slice(30) < b.slice(30) ? -1 : 1))]) {
      const requests = await sent([header, ...some].join('\r\n'), name);
      expect(requests.flat()).toHaveLength(lines.length);
      expect(new Set(requests.flat().map(({ id }) => id)).size).toBe(lines.length);
      expect(scattered(requests)).toBeLessThanOrEqual(most);
    }
  },
);

const group = 'office365GroupsActivityDetail';
/** Each day in the reports of two periods and of two dates, one line of each: the newest of the shortest period counts. */
const fourTimes = days.lines
  .slice(0, 400)
  .flatMap((line) => ['7', '30'].map((period) => line.replace(/7$/, period)))
  .flatMap((line, at) => [line, line.replace('2026-11-25,', `2026-11-26,${1 + (at % 2)}`)]);

test.each<[string, string, string | Buffer]>([
  ['line breaks, quotes and blank lines', group, nasty('\r\n')],
  ['lone returns', group, nasty('\r')],
  ['no mark, semicolons', group, `sep=;\n${nasty('\n').slice(1).replaceAll(',', ';')}`],
  ['UTF-16', group, Buffer.from(nasty('\n'), 'utf16le')],
  ['equal keys of a series', 'office365ActiveUserCounts', [days.header, ...shuffled(fourTimes)].join('\n')],
])('every row is sent as it stands in the file, with its line: %s', async (what, name, content) => {
  const file = path.join(folder, 'nasty.csv');
  writeFileSync(file, content);
  const header = await recogniseFile(model, file, name);
  const looked = await lookInOrder({ type: header.type, path: file, name: file, header });
  const told = async (some: Omit<typeof looked, 'inOrder'>) => {
    const rows: string[] = [];
    const send = (more: readonly SentRow[]) => {
      rows.push(...more.map(({ json }) => json));
      return Promise.resolve(more.map(() => ({ kind: 'created' as const })));
    };
    const { counts, failures } = await importFile({ file, content: some, send });
    return { rows: rows.sort(), counts, failures: [...failures].sort((a, b) => a.line - b.line) };
  };
  const { inOrder, ...own } = looked;
  expect(inOrder === undefined).toBe(what === 'UTF-16');
  const again = await lookInOrder({ type: header.type, path: file, name: file, header });
  const [inTurn, ordered] = [await told(own), await told(again)];
  if (name === group) expect(inTurn.failures.length).toBeGreaterThan(3);
  else expect(inTurn.counts).toMatchObject({ created: 400, older: 1200 });
  expect(ordered).toEqual(inTurn);
});

/** A file of 600 people that is looked at. */
async function looked(content: string) {
  const file = path.join(folder, `${detail}.csv`);
  writeFileSync(file, content);
  const header = await recogniseFile(model, file);
  return { file, content: await lookInOrder({ type: header.type, path: file, name: file, header }) };
}
const detail = 'office365ActiveUserDetail';
const { header, lines } = report(detail, 600, ['2026-01-09']);
const all: Parameters<typeof importFile>[0]['send'] = (rows) =>
  Promise.resolve(rows.map(() => ({ kind: 'created' as const })));

test('a file that ends within quotes is sent in its own order, and its last row alone fails', async () => {
  const task = await looked([header, ...shuffled(lines), '2026-01-09,"cut off'].join('\r\n'));
  expect(task.content.inOrder).toBeUndefined();
  const { counts, failures } = await importFile({ ...task, send: all });
  expect([counts.created, counts.failed]).toEqual([600, 1]);
  expect(failures).toEqual([{ line: 602, reason: 'a quote that begins here or further on is never closed' }]);
});

test('a file that is changed behind the look at it is not sent on', async () => {
  const task = await looked([header, ...lines].join('\r\n'));
  writeFileSync(task.file, [header, ...lines.slice(0, 300)].join('\r\n'));
  await expect(importFile({ ...task, send: all })).rejects.toThrow(/was changed while it was read/);
});
