import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importFile, type ImportTask, type SentRow } from '../../../local/import/importFile.ts';
import { noProgress, type ImportProgress } from '../../../local/import/importProgress.ts';
import { importReport } from '../../../local/import/importReport.ts';
import { importState } from '../../../local/import/importState.ts';
import { lookInOrder } from '../../../shared/collect/file/lookInOrder.ts';
import { recogniseFile } from '../../../local/import/recogniseFile.ts';
import type { RowOutcome } from '../../../shared/collect/rowOutcome.ts';
import { model } from '../../../shared/model/model.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = documentedCsv['office365ServicesUserCounts'] ?? '';
const row = (date: string, active: string, period = '7'): string => `${date},${active}${','.repeat(13)},${period}`;
const day = (index: number): string => dateFrom('2000-01-01', index);
const lines = (count: number): string[] => Array.from({ length: count }, (_, at) => row(day(at), String(at)));

async function opened(file: string): Promise<Omit<ImportTask, 'send'>> {
  const header = await recogniseFile(model, file);
  return { file, content: await lookInOrder({ type: header.type, path: file, name: file, header }) };
}

async function taskOf(content: readonly string[], send: ImportTask['send']): Promise<ImportTask> {
  const file = path.join(folder, 'office365ServicesUserCounts.csv');
  writeFileSync(file, [header, ...content].join('\r\n'));
  return { ...(await opened(file)), send };
}

/** A service that keeps what it is sent. */
function service() {
  const stored = new Map<string, string>();
  const requests: number[] = [];
  const send = (rows: readonly SentRow[]): Promise<RowOutcome[]> => {
    requests.push(rows.length);
    const outcomes = rows.map(({ id, json }): RowOutcome => {
      const before = stored.get(id);
      stored.set(id, json);
      return { kind: before === undefined ? 'created' : before === json ? 'unchanged' : 'updated' };
    });
    return Promise.resolve(outcomes);
  };
  return { stored, requests, send };
}

test('every row is sent once, and a second time nothing changes', async () => {
  const { stored, requests, send } = service();
  const first = await importFile(await taskOf(lines(2300), send));
  expect(first).toMatchObject({ rows: 2300, isComplete: true, failures: [] });
  expect([first.counts.created, stored.size, Math.max(...requests)]).toEqual([2300, 2300, 500]);
  const second = await importFile(await taskOf(lines(2300), send));
  expect(second.counts).toEqual({
    created: 0,
    updated: 0,
    unchanged: 2300,
    older: 0,
    expired: 0,
    forgotten: 0,
    failed: 0,
  });
});

test('rows that fail are told with their lines, and keep no other from being sent', async () => {
  const { stored, send } = service();
  const content = [
    ...lines(4),
    row('yesterday', '1'),
    '',
    row(day(5), '1.5'),
    row(day(1), '9'),
    `${day(6)},1`,
    row(day(7), '2'),
    row(day(8), '2', '8'),
  ];
  const refusing: ImportTask['send'] = async (rows) =>
    (await send(rows)).map((outcome, at) =>
      rows[at]?.json.includes(day(7)) ? { kind: 'failed', reason: 'refused', isTransient: false } : outcome,
    );
  const result = await importFile(await taskOf(content, refusing));
  expect(result.counts).toEqual({
    created: 4,
    updated: 0,
    unchanged: 0,
    older: 1,
    expired: 0,
    forgotten: 0,
    failed: 5,
  });
  expect(result.failures.map(({ line, reason }) => `${line}: ${reason.slice(0, 40)}`)).toEqual([
    "6: 'Report Refresh Date' must be a calendar",
    "8: 'Exchange Active' must be an integer fro",
    '10: has 2 fields where the header line has 1',
    '11: refused',
    "12: 'Report Period' must be 7, 30, 90 or 180",
  ]);
  // Of two rows of a total the later wins.
  expect([stored.size, stored.get(`${day(1)}_7`)]).toEqual([5, expect.stringContaining('"exchangeActive":9,')]);
});

test('what is stopped goes on where it stopped, and ends as if it had not been', async () => {
  const { stored, send } = service();
  const stop = new AbortController();
  // Not in the order in which they are sent.
  const file = lines(5000).reverse();
  const task = await taskOf(file, async (rows) => {
    const outcomes = await send(rows);
    if (stored.size >= 1500) stop.abort();
    return outcomes;
  });
  const state = await importState(folder, task.file, ['there']);
  const onProgress = async (progress: ImportProgress) => await state.save(progress);
  const stopped = await importFile({ ...task, onProgress, signal: stop.signal });
  expect(stopped.isComplete).toBe(false);
  const saved = await (await importState(folder, task.file, ['there'])).read();
  expect(saved?.rows).toBe(stopped.rows);
  expect(await (await importState(folder, task.file, ['elsewhere'])).read()).toBeUndefined();
  const sentAgain: string[] = [];
  const finished = await importFile({
    ...(await opened(task.file)),
    progress: saved!,
    send: async (rows) => {
      sentAgain.push(...rows.map(({ id }) => id));
      return await send(rows);
    },
  });
  expect(finished).toMatchObject({ rows: 5000, isComplete: true });
  expect(finished.counts).toEqual({
    created: 5000,
    updated: 0,
    unchanged: 0,
    older: 0,
    expired: 0,
    forgotten: 0,
    failed: 0,
  });
  expect(sentAgain.length).toBe(5000 - stopped.rows);
  await state.remove();
  expect(await state.read()).toBeUndefined();
});

test('imports of one file at once write down how far they are without spoiling what the other wrote', async () => {
  const file = path.join(folder, 'twice.csv');
  writeFileSync(file, 'a');
  const states = [await importState(folder, file, []), await importState(folder, file, [])];
  const failures = Array.from({ length: 2000 }, (_, line) => ({ line, reason: 'x'.repeat(20) }));
  const reader = await importState(folder, file, []);
  await Promise.all(
    Array.from({ length: 24 }, async (_, at) => {
      await states[at % 2]?.save({ ...noProgress(), rows: at, failures: failures.slice(0, at % 3 === 0 ? 2000 : 1) });
      expect((await reader.read())?.failures.length).toBeGreaterThan(0);
    }),
  );
  await Promise.all(states.map(async (state) => await state.remove()));
  expect(readdirSync(path.join(folder, 'import')).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a request that fails as a whole ends the import; what was done before is known', async () => {
  const { send } = service();
  let requests = 0;
  let progress: ImportProgress | undefined;
  const task = await taskOf(lines(5000), async (rows) => {
    requests += 1;
    if (requests > 3) throw new Error('the token is of yesterday');
    return await send(rows);
  });
  const onProgress = (now: ImportProgress): void => {
    progress = structuredClone(now);
  };
  await expect(importFile({ ...task, onProgress })).rejects.toThrow('the token is of yesterday');
  expect(progress?.rows).toBe(1500);
});

test('where every line is a row, those of one key have places, also behind rows that an earlier run stored', async () => {
  const { stored, send } = service();
  const file = path.join(folder, 'formsUserActivityUserCounts.csv');
  const content = Array.from({ length: 4 }, (_, at) => `2022-06-08,7,${at},${at},${at}`);
  writeFileSync(file, [documentedCsv['formsUserActivityUserCounts'], ...content].join('\n'));
  await importFile({ ...(await opened(file)), send });
  expect([...stored.keys()]).toEqual(['2022-06-08_7', '2022-06-08_7_2', '2022-06-08_7_3', '2022-06-08_7_4']);
  expect(JSON.parse(stored.get('2022-06-08_7_3') ?? '')).toMatchObject({ id: '2022-06-08_7_3', designers: 2 });
  const again: string[] = [];
  const progress = { ...noProgress(), rows: 2 };
  await importFile({
    ...(await opened(file)),
    progress,
    send: (rows) => {
      again.push(...rows.map(({ id }) => id));
      return Promise.resolve(rows.map(() => ({ kind: 'unchanged' })));
    },
  });
  expect(again).toEqual(['2022-06-08_7_3', '2022-06-08_7_4']);
});

test('at most four requests are under way, and the file is not read far ahead of them', async () => {
  let [underWay, most] = [0, 0];
  const task = await taskOf(lines(6000), async (rows) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return rows.map(() => ({ kind: 'created' }));
  });
  await importFile(task);
  expect(most).toBe(4);
});

test('the report at the end', () => {
  const failures = [2, 3, 4, 7].map((line) => ({ line, reason: 'a' })).concat({ line: 9, reason: 'b' });
  const counts = { created: 1, updated: 0, unchanged: 12, older: 3, expired: 0, forgotten: 2, failed: 8 };
  expect(importReport({ ...noProgress(), rows: 18, bytes: 1, counts, failures })).toEqual([
    '  created    1',
    '  updated    0',
    '  unchanged  12',
    '  older      3',
    '  expired    0',
    '  forgotten  2',
    '  failed     8',
    '',
    '  lines   why they failed',
    '  2-4, 7  a',
    '  9       b',
    '  ... and 3 rows further on',
  ]);
});
