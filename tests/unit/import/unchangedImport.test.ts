/** What a second import of the same file costs of storage. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importInProcess } from '../../../bench/import/importInProcess.ts';
import { reportText } from '../../../bench/night/reportText.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { countingRows } from '../../support/countingRows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'unchanged-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('rows that are there are found 500 in one read, and new ones take none of their own, whatever the order of the file', async () => {
  const users = 1500;
  const { rows, counts, reset } = countingRows(createMemoryRows());
  const store = importInProcess(rows, '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c');
  const file = path.join(folder, 'file.csv');
  const write = (refreshDate: string, step: number, count = users): void => {
    const [header = '', ...lines] = [...reportText(detail, { days: 30, users, refreshDate })]
      .join('')
      .trimEnd()
      .split('\r\n');
    writeFileSync(
      file,
      [header, ...lines.slice(0, count).map((_, at) => lines[(at * step) % users] ?? '')].join('\r\n'),
    );
  };
  write('2026-11-23', 1, 1);
  await store(file, 'created', 1);
  write('2026-11-24', 1009);
  reset();
  await store(file, 'created', users);
  const requests = users / 500;
  // 33 new rows in a transaction, 16 of them in each request; the beginning of the set is read; ledger and coverage.
  expect(counts).toEqual({ get: 5, range: requests + 1, transact: requests * 16 + 3 });
  write('2026-11-24', 421);
  reset();
  await store(file, 'unchanged', users);
  expect(counts).toEqual({ get: 4, range: requests, transact: 2 });
});
