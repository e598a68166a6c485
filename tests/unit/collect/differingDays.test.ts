import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importFile } from '../../../local/import/importFile.ts';
import { differingDays } from '../../../shared/collect/differingDays.ts';
import { lookAtFile } from '../../../shared/collect/file/lookAtFile.ts';
import { storeFile } from '../../../shared/collect/file/storeFile.ts';
import type { OpenLedger } from '../../../shared/collect/ledger/openLedger.ts';
import { noRows } from '../../../shared/collect/ledger/ledgerEntry.ts';
import type { RowOutcome } from '../../../shared/collect/rowOutcome.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { graphRow } from '../../support/graphReports.ts';

const typeOf = (wanted: string) => model.find(({ name }) => name === wanted)!;
const day = (reportPeriod: string, teams: bigint | null, reportRefreshDate = '2026-11-26') => ({
  reportRefreshDate,
  reportPeriod,
  reportDate: '2026-11-20',
  teams,
  exchange: 1n,
});

test('a day whose figure differs between two periods of one refresh date is told once', () => {
  const { look, found } = differingDays(typeOf('office365ActiveUserCounts'));
  for (const values of [day('7', 5n), day('30', 6n), day('90', 7n)]) look('2026-11-20', values);
  expect(found()).toEqual([
    'office365ActiveUserCounts: 2026-11-20 has other figures in the report of 30 days than in that of 7 days, both of 2026-11-26: Teams.',
  ]);
});

test('what was found stays when the rows are let go of', () => {
  const { look, found, forget } = differingDays(typeOf('office365ActiveUserCounts'));
  for (const values of [day('7', 5n), day('30', 6n)]) look('2026-11-20', values);
  forget();
  expect(found()).toHaveLength(1);
});

test('the same figures, none, those of another refresh date or of another line are no difference', () => {
  const { look, found } = differingDays(typeOf('office365ActiveUserCounts'));
  look('2026-11-20', day('7', 5n));
  look('2026-11-20', day('7', 6n));
  look('2026-11-20', day('30', 5n));
  look('2026-11-20', day('90', null));
  look('2026-11-20', day('30', 6n, '2026-11-25'));
  look('2026-11-21', day('30', 6n));
  expect(found()).toEqual([]);
  const totals = differingDays(typeOf('office365ServicesUserCounts'));
  totals.look('a', { reportRefreshDate: '2026-11-26', reportPeriod: '7', teamsActive: 1n });
  totals.look('a', { reportRefreshDate: '2026-11-26', reportPeriod: '30', teamsActive: 2n });
  expect(totals.found()).toEqual([]);
});

test('it is found in one file of two periods, though one row stands for both', async () => {
  const type = typeOf('office365ActiveUserCounts');
  const row = (period: string, teams: string): string =>
    graphRow(type, {
      'Report Refresh Date': '2026-01-09',
      'Report Date': '2026-01-05',
      'Report Period': period,
      Teams: teams,
    });
  const folder = mkdtempSync(path.join(tmpdir(), 'periods-'));
  const file = { type, path: path.join(folder, 'x.csv'), name: 'x.csv' };
  writeFileSync(file.path, [documentedCsv[type.name], row('7', '5'), row('30', '6')].join('\n'));
  const nothing = async (): Promise<void> => await Promise.resolve();
  const ledger: OpenLedger = {
    done: 0,
    isSettled: false,
    count: () => undefined,
    counts: noRows,
    save: nothing,
    finish: nothing,
    touch: nothing,
  };
  const send = async (rows: readonly unknown[]) =>
    await Promise.resolve(rows.map((): RowOutcome => ({ kind: 'created' })));
  const storedDays = async () => await Promise.resolve(new Set<string>());
  const [collected, imported] = [differingDays(type), differingDays(type)];
  const content = await lookAtFile(file);
  await storeFile(file, { content, ledger, send, over: () => undefined, onRow: collected.look, storedDays });
  const onRow = ({ id, values }: { id: string; values: Parameters<typeof imported.look>[1] }): void =>
    imported.look(id, values);
  await importFile({ file: file.path, content: await lookAtFile(file), onRow, send });
  rmSync(folder, { recursive: true });
  for (const { found } of [collected, imported])
    expect(found()).toEqual([expect.stringMatching(/2026-01-05 has other figures .*: Teams\.$/)]);
});
