/** Details of many rows are sent in the order of their ids, which is that of storage. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { reportText } from '../../../bench/night/reportText.ts';
import { lookInOrder } from '../../../shared/collect/file/lookInOrder.ts';
import { storeFile } from '../../../shared/collect/file/storeFile.ts';
import { noRows } from '../../../shared/collect/ledger/ledgerEntry.ts';
import type { OpenLedger } from '../../../shared/collect/ledger/openLedger.ts';
import type { RowOutcome, SendRows } from '../../../shared/collect/rowOutcome.ts';
import { office365GroupsActivityDetail as type } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { mainRowKey } from '../../../shared/store/keys/layout.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'order-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

const created: RowOutcome = { kind: 'created' };
const [header = '', ...lines] = [...reportText(type, { days: 30, users: 597, refreshDate: '2026-01-09' })]
  .join('')
  .trimEnd()
  .split('\r\n');
/** Three rows have the id of the first, far from each other; two cannot be read, and one of those is not of the period. */
const rows = [...lines.slice(0, 400), lines[0] ?? '', ...lines.slice(400), lines[0] ?? '', lines[0] ?? ''];
rows[17] = (rows[17] ?? '').replace(/,\d+,/, ',many,');
rows[11] = (rows[11] ?? '').replace(/,30$/, ',7');

async function store(send: SendRows) {
  const file = { type, path: path.join(folder, 'x.csv'), name: 'x', period: { property: 'reportPeriod', days: '30' } };
  await writeFile(file.path, [header, ...rows].join('\r\n'));
  const content = await lookInOrder(file);
  expect(content.inOrder?.order.rows).toBe(rows.length);
  const counted = noRows();
  const ledger: OpenLedger = {
    done: 0,
    isSettled: false,
    count: (_part, kind) => void (counted[kind] += 1),
    counts: () => ({ ...counted }),
    save: async () => await Promise.resolve(),
    finish: async () => await Promise.resolve(),
    touch: async () => await Promise.resolve(),
  };
  const storedDays = async () => await Promise.resolve(new Set<string>());
  const stored = await storeFile(file, { content, ledger, send, over: () => undefined, storedDays });
  return { ...stored, counted };
}

const idOf = (json: string): string => (JSON.parse(json) as { id: string }).id;

test('rows of a request lie side by side; equal ones have their places, and what is wrong its line', async () => {
  const sent: string[][] = [];
  const stored = await store((some) => {
    sent.push(some.map(idOf));
    return Promise.resolve(some.map(() => created));
  });
  expect(sent.map(({ length }) => length)).toEqual([249, 249, 100]);
  const keys = sent.map((ids) => ids.map(mainRowKey).sort());
  for (const [at, piece] of keys.slice(1).entries()) expect((keys[at]?.at(-1) ?? '') < (piece[0] ?? '')).toBe(true);
  expect(new Set(sent.flat()).size).toBe(598);
  const first = sent.flat().filter((id) => /_[234]$/.test(id));
  expect(first).toEqual([2, 3, 4].map((place) => `${first[0]?.slice(0, -2) ?? ''}_${place}`));
  expect(stored).toMatchObject({ isWhole: true, equals: 3, counted: { created: 598, failed: 2 } });
  expect(stored.problems).toEqual(["line 13: 'Report Period' must be 30", expect.stringMatching(/^line 19: '/)]);
});

test('of rows that fail the first lines of the file are told, whatever the order in which they are sent', async () => {
  const refused: RowOutcome = { kind: 'failed', reason: 'no', isTransient: false };
  const { problems } = await store((some) => Promise.resolve(some.map(() => refused)));
  expect(problems).toEqual([2, 3, 4, 5, 6].map((line) => `line ${line}: no`));
});

test('a file that is stopped says behind how many rows', async () => {
  let count = 0;
  const send: SendRows = (some) => {
    count += 1;
    return count > 1 ? Promise.reject(new Error('storage sleeps')) : Promise.resolve(some.map(() => created));
  };
  expect(await store(send)).toMatchObject({ isWhole: false, stopped: 'behind 250 rows: storage sleeps' });
});
