import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importFile, type ImportTask } from '../../../local/import/importFile.ts';
import type { ImportProgress } from '../../../local/import/importProgress.ts';
import { importReport } from '../../../local/import/importReport.ts';
import { importState } from '../../../local/import/importState.ts';
import { recogniseFile } from '../../../local/import/recogniseFile.ts';
import type { RowOutcome } from '../../../shared/collect/rowOutcome.ts';
import { model } from '../../../shared/model/model.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = 'Report Refresh Date,Exchange Active,Report Period';
const day = (index: number): string => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
const lines = (count: number): string[] => Array.from({ length: count }, (_, at) => `${day(at)},${at},7`);

async function taskOf(content: readonly string[], send: ImportTask['send']): Promise<ImportTask> {
  const file = path.join(folder, 'office365ServicesUserCounts.csv');
  writeFileSync(file, [header, ...content].join('\r\n'));
  return { file, recognised: await recogniseFile(model, file), send };
}
const idOf = (row: string): string => (JSON.parse(row) as { id: string }).id;

/** A service that keeps what it is sent. */
function service() {
  const stored = new Map<string, string>();
  const requests: number[] = [];
  const send = (rows: readonly string[]): Promise<RowOutcome[]> => {
    requests.push(rows.length);
    const outcomes = rows.map((row): RowOutcome => {
      const before = stored.get(idOf(row));
      stored.set(idOf(row), row);
      return { kind: before === undefined ? 'created' : before === row ? 'unchanged' : 'updated' };
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
  expect(second.counts).toEqual({ created: 0, updated: 0, unchanged: 2300, older: 0, failed: 0 });
});

test('rows that fail are told with their lines, and keep no other from being sent', async () => {
  const { stored, send } = service();
  const content = [
    ...lines(4),
    'yesterday,1,7',
    '',
    `${day(5)},1.5,7`,
    `${day(1)},9,7`,
    `${day(6)},1`,
    `${day(7)},2,7`,
  ];
  const refusing: ImportTask['send'] = async (rows) =>
    (await send(rows)).map((outcome, at) =>
      rows[at]?.includes(day(7)) ? { kind: 'failed', reason: 'refused', isTransient: false } : outcome,
    );
  const result = await importFile(await taskOf(content, refusing));
  expect(result.counts).toEqual({ created: 4, updated: 0, unchanged: 0, older: 0, failed: 5 });
  expect(result.failures.map(({ line, reason }) => `${line}: ${reason.slice(0, 40)}`)).toEqual([
    "6: 'Report Refresh Date' must be a calendar",
    "8: 'Exchange Active' must be an integer fro",
    '9: is the same row of the report as line 3',
    '10: has 2 fields where the header line has 3',
    '11: refused',
  ]);
  expect(stored.size).toBe(5);
});

test('what is stopped goes on where it stopped, and ends as if it had not been', async () => {
  const { stored, send } = service();
  const stop = new AbortController();
  const file = lines(5000);
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
    ...task,
    progress: saved!,
    send: async (rows) => {
      sentAgain.push(...rows.map(idOf));
      return await send(rows);
    },
  });
  expect(finished).toMatchObject({ rows: 5000, isComplete: true });
  expect(finished.counts).toEqual({ created: 5000, updated: 0, unchanged: 0, older: 0, failed: 0 });
  expect(sentAgain.length).toBe(5000 - stopped.rows);
  await state.remove();
  expect(await state.read()).toBeUndefined();
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
  const counts = { created: 1, updated: 0, unchanged: 12, older: 3, failed: 8 };
  expect(importReport({ rows: 18, bytes: 1, counts, failures })).toEqual([
    '  created    1',
    '  updated    0',
    '  unchanged  12',
    '  older      3',
    '  failed     8',
    '',
    '  lines   why they failed',
    '  2-4, 7  a',
    '  9       b',
    '  ... and 3 rows further on',
  ]);
});
