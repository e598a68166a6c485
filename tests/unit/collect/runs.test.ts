import type { AskService } from '../../../shared/collect/ledger/askService.ts';
import { coverRun } from '../../../shared/collect/night/coverRun.ts';
import type { ReportRun } from '../../../shared/collect/night/reportRun.ts';
import { lateRun } from '../../../shared/collect/night/runs.ts';
import { noRows } from '../../../shared/collect/ledger/ledgerEntry.ts';
import { model } from '../../../shared/model/model.ts';
import { dateOfDay, dayNumber } from '../../../shared/edm/dayNumber.ts';
import { reportRun } from '../../support/reportRun.ts';

const type = model.find(({ name }) => name === 'office365GroupsActivityDetail')!;
const today = '2026-11-28';
const back = (days: number): string => dateOfDay(dayNumber(today) - BigInt(days)) ?? '';

const fileOf = (refreshDate: string, concealed: readonly string[] = []): ReportRun['files'][number] => ({
  content: {
    parts: [{ period: '30', refreshDate, firstDay: refreshDate, lastDay: refreshDate }],
    concealed,
    columnWarnings: [],
  },
  days: [refreshDate],
  refreshDates: [refreshDate],
  rows: noRows(),
  isEmpty: false,
  isWhole: true,
  problems: [],
});

/** A run that got these files of a report that is usually two days late. */
const runOf = (files: ReportRun['files']): ReportRun => {
  const entries = [12, 13, 14, 15].map((days) => ({
    refreshDate: back(days),
    collectedAt: `${back(days - 2)}T04:00:00Z`,
    collectedBy: 'collector',
    complete: true,
  }));
  const planned = {
    type,
    wanted: [],
    requests: [],
    settledBefore: [],
    coverage: undefined,
    asked: 0,
    entries,
  };
  return reportRun(planned, { files });
};

test('a refresh date after tomorrow does not make a late report one that is in time', () => {
  const late = { report: type.name, refreshDate: back(9), days: 9, usual: 2 };
  expect(lateRun(runOf([fileOf(back(9))]), today)).toEqual(late);
  expect(lateRun(runOf([fileOf(back(9)), fileOf('2062-11-19')]), today)).toEqual(late);
  expect(lateRun(runOf([fileOf('2062-11-19')]), today)).toBeUndefined();
  expect(lateRun(runOf([fileOf(back(9)), fileOf(back(-1))]), today)).toBeUndefined();
});

test('whether names are concealed is what the newest date says that is not after tomorrow', async () => {
  const sent: unknown[] = [];
  const ask: AskService = ({ method, path, body: given }) => {
    if (method !== 'GET') sent.push(JSON.parse(String(given)));
    const isQuery = path.includes('?');
    const body = isQuery ? '{"value":[{"period":"30","complete":true}]}' : '{}';
    const status = method !== 'GET' ? 201 : isQuery ? 200 : 404;
    return Promise.resolve({ status, retryAfter: null, preferenceApplied: null, entityTag: null, body });
  };
  const run = runOf([fileOf('2062-11-26'), fileOf(back(2), ['groupDisplayName']), fileOf(back(3))]);
  await coverRun(ask, run, Date.parse(`${today}T04:00:00Z`));
  expect(sent).toMatchObject([{ newestCompleteRefreshDate: back(2), namesConcealedSince: back(2) }]);
});
