/** A file that an earlier run has begun with. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lookAtFile } from '../../../shared/collect/file/lookAtFile.ts';
import { storeFile } from '../../../shared/collect/file/storeFile.ts';
import { noRows } from '../../../shared/collect/ledger/ledgerEntry.ts';
import type { OpenLedger } from '../../../shared/collect/ledger/openLedger.ts';
import { office365ActiveUserCounts as type } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { graphReports } from '../../support/graphReports.ts';

/** Entries by which so many rows are done with. */
const entries = (done: number): OpenLedger => ({
  done,
  isSettled: false,
  count: () => undefined,
  counts: noRows,
  save: async () => await Promise.resolve(),
  finish: async () => await Promise.resolve(),
  touch: async () => await Promise.resolve(),
});

test('of the days of rows that a run before has done with those count that are there', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'earlier-'));
  const text = graphReports('2026-01-09').get("getOffice365ActiveUserCounts(period='D30')") ?? '';
  const file = { type, path: path.join(folder, 'x.csv'), name: 'x', period: { property: 'reportPeriod', days: '30' } };
  await writeFile(file.path, text.split('\r\n').slice(0, 5).join('\n'));
  const [asked, sent]: [string[], string[]] = [[], []];
  const stored = await storeFile(file, {
    content: await lookAtFile(file),
    ledger: entries(3),
    over: () => undefined,
    async send(rows) {
      sent.push(...rows);
      return await Promise.resolve(rows.map(() => ({ kind: 'created' })));
    },
    async storedDays(days) {
      asked.push(...days);
      return await Promise.resolve(new Set(['2026-01-08']));
    },
  });
  await rm(folder, { recursive: true });
  expect(sent).toHaveLength(1);
  expect(asked).toEqual(['2026-01-09', '2026-01-08', '2026-01-07']);
  expect([stored.days, stored.refreshDates]).toEqual([['2026-01-06', '2026-01-08'], ['2026-01-09']]);
});
