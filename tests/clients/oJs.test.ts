// o.js: https://github.com/janhommes/o.js
import { o } from 'o.js';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import { sampleReports, type Report } from './storeReports.ts';

type Stored = Partial<Report> & { readonly id: string };

const set = 'office365ActiveUserCounts';
let app: ProxiedApp;
let headers: Record<string, string>;

beforeAll(async () => {
  app = await startProxiedApp({ reports: sampleReports(20) });
  headers = { Authorization: `Bearer ${await app.token()}`, 'Content-Type': 'application/json' };
});
afterAll(async () => await app.stop());

const service = () => o(`${app.url}/v1.0/`, { headers });

test('create, read, update and delete', async () => {
  const report = { teams: 5, reportDate: '2027-01-01', reportPeriod: '90' };
  const created = (await service().post(set, report).query()) as Stored;
  expect(created).toMatchObject(report);
  const path = `${set}('${created.id}')`;
  await service().patch(path, { teams: 6 }).query();
  expect(await service().get(path).query()).toMatchObject({ ...report, teams: 6 });
  await service().put(path, { teams: 7 }).query();
  expect(await service().get(path).query()).toMatchObject({ teams: 7, reportDate: null });
  expect(await service().delete(path).query()).toMatchObject({ status: 204 });
  await expect(service().get(path).query()).rejects.toMatchObject({ status: 404 });
});

test('filter, sort, select, skip, top', async () => {
  const query = {
    $filter: "reportPeriod eq '7' and office365 ge 1004",
    $orderby: 'reportDate desc',
    $select: 'id',
    $skip: 1,
    $top: 2,
  };
  const rows = (await service().get(set).query(query)) as Stored[];
  expect(rows.map(({ id }) => id)).toEqual(['report-0006', 'report-0008']);
});

interface Part {
  readonly status: number;
  readonly body: Stored;
}

/** A handler for $batch; it begins its boundaries in its own spelling. */
function batch(useRelativeURLs: boolean, useChangset: boolean) {
  const batchHeaders = new Headers({ ...headers, 'Content-Type': 'multipart/mixed' });
  const prefixes = { boundaryPrefix: 'batch_', changsetBoundaryPrefix: 'changset_' };
  const options = { endpoint: '$batch', headers: batchHeaders, useRelativeURLs, useChangset, ...prefixes };
  return o(`${app.url}/v1.0/`, { headers, batch: options });
}

test.each([
  ['absolute', false],
  ['relative', true],
])('$batch with addresses that are %s', async (title, isRelative) => {
  const id = `batch-${title}`;
  const parts = (await batch(isRelative, false)
    .post(set, { id, teams: 1 })
    .patch(`${set}('report-0001')`, { teams: 9 })
    .get(`${set}('report-0002')`)
    .batch()) as Part[];
  expect(parts).toMatchObject([
    { status: 201, body: { id, teams: 1 } },
    { status: 200, body: { id: 'report-0001', teams: 9 } },
    { status: 200, body: { id: 'report-0002', teams: 2 } },
  ]);
});

// What it writes behind a changeset is no valid part, so here is nothing but a changeset.
test.each([
  ['absolute', false],
  ['relative', true],
])('a changeset with addresses that are %s', async (title, isRelative) => {
  const id = `changeset-${title}`;
  const parts = (await batch(isRelative, true)
    .post(set, { id, teams: 1 })
    .patch(`${set}('report-0003')`, { teams: 8 })
    .batch()) as Part[];
  expect(parts).toMatchObject([
    { status: 201, body: { id, teams: 1 } },
    { status: 200, body: { id: 'report-0003', teams: 8 } },
  ]);
});
