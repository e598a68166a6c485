/** What rows of a file cost of storage that are there already, and those that are new, whatever the order of the file. */
import { reportText } from '../../../bench/night/reportText.ts';
import { reports } from '../../../shared/model/reports.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { countingRows } from '../../support/countingRows.ts';
import { collected, startCollector } from '../../support/startCollector.ts';

const detail = 'office365ActiveUserDetail';
const [series, total] = ['office365ActiveUserCounts', 'office365ServicesUserCounts'];
const users = 600;
const pieces = Math.ceil(users / 250);
// 33 new rows of a detail in a transaction, whatever the piece of the file.
const transactions = 2 * Math.ceil(250 / 33) + Math.ceil(100 / 33);
const none = { created: 0, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 0 };

let app: Awaited<ReturnType<typeof startCollector>>;
const { rows, counts, reset, only } = countingRows(createMemoryRows());
beforeAll(async () => {
  app = await startCollector();
  app.begin('2026-04-11T04:30:00Z', rows);
});
afterAll(async () => await app.stop());

/** The file of a report, each `step`th of its rows behind the other. */
function published(name: string, refreshDate: string, step = 1): void {
  const type = reports.find((one) => one.name === name)!;
  // Details are asked for with one period.
  const calls = (name === detail ? [30] : [7, 30, 90, 180]).map((days): [string, string] => {
    const text = [...reportText(type, { days, users, refreshDate })].join('').trimEnd();
    const [header = '', ...lines] = text.split('\r\n');
    const some = lines.map((_, at) => lines[(at * step) % lines.length] ?? '');
    return [`${type.reportFunction?.name ?? ''}(period='D${days}')`, [header, ...some].join('\r\n')];
  });
  app.publish(new Map(calls));
}

/** What a run on a day makes of the rows of a report, and what it asks of the set they are in. */
async function collect(name: string, day: number) {
  app.setTime(`2026-04-${day}T04:30:00Z`);
  reset();
  only.set = name;
  const { error, lines } = await app.collect({ reports: [name] });
  only.set = undefined;
  expect(error).toBeUndefined();
  const { types } = collected(lines);
  return { rows: types[name]?.rows, asked: { ...counts } };
}

const entry = `/v1.0/collectedReports('${detail}_2026-04-10')`;

test('rows of a detail: once for each 250, new or not; nothing where the date is complete', async () => {
  published(detail, '2026-04-09', 1009);
  await collect(detail, 11);
  published(detail, '2026-04-10', 421);
  expect(await collect(detail, 12)).toEqual({
    rows: { ...none, created: users },
    asked: { get: 0, range: pieces, transact: transactions },
  });
  published(detail, '2026-04-10', 7);
  expect(await collect(detail, 13)).toEqual({ rows: none, asked: { get: 0, range: 0, transact: 0 } });

  // Somebody imported the date from another file.
  await app.patch(entry, { collectedBy: 'import', digest: 'of another file' });
  const unchanged = { rows: { ...none, unchanged: users }, asked: { get: 0, range: pieces, transact: 0 } };
  expect(await collect(detail, 14)).toEqual(unchanged);

  // A run was stopped, and Graph gives another file since.
  await app.patch(entry, { complete: false, digest: 'of another file' });
  expect(await collect(detail, 15)).toEqual(unchanged);
});

test('a file of which a run was stopped is stored from its first row on, whatever order that run stored it in', async () => {
  published(detail, '2026-04-10', 7);
  const ids = (await app.read(`/v1.0/${detail}?$filter=reportRefreshDate eq 2026-04-10&$top=1000&$select=id`)).value;
  const missing = [0, 99, 300, 598].map((at) => String(ids[at]?.['id']));
  for (const id of missing) await app.remove(`/v1.0/${detail}('${id}')`);
  const [, before] = await app.ledger(detail);
  // What a version before left, which counted rows in the order of the file.
  await app.patch(entry, { complete: false, rowsCreated: 550, rowsUnchanged: 0 });
  const { rows: found, asked } = await collect(detail, 16);
  expect(found).toEqual({ ...none, created: missing.length, unchanged: users - missing.length });
  expect(asked).toMatchObject({ get: 0, range: pieces });
  const [, ledger] = await app.ledger(detail);
  const told = { rowsCreated: missing.length, rowsUnchanged: users - missing.length };
  expect(ledger).toMatchObject({ complete: true, digest: before?.['digest'], ...told });
});

test('days of a series, and a total, of a date that comes again', async () => {
  published(series, '2026-04-10');
  await collect(series, 12);
  // The days of other periods they are held against take one read, their own another.
  expect(await collect(series, 13)).toEqual({
    rows: { ...none, unchanged: 30 },
    asked: { get: 0, range: 2, transact: 0 },
  });
  published(total, '2026-04-10');
  await collect(total, 12);
  expect(await collect(total, 13)).toEqual({
    rows: { ...none, unchanged: 4 },
    asked: { get: 4, range: 0, transact: 0 },
  });
});
