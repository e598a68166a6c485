// @odata/client: https://github.com/Soontao/light-odata
import { OData } from '@odata/client';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import { sampleReports, type Report } from './storeReports.ts';

type Stored = Partial<Report> & { readonly id: string; readonly '@odata.etag': string };

const collection = 'office365ActiveUserCounts';
let app: ProxiedApp;
let client: ReturnType<typeof OData.New4>;

beforeAll(async () => {
  app = await startProxiedApp({ reports: sampleReports(20) });
  client = OData.New4({
    serviceEndpoint: `${app.url}/v1.0/`,
    commonHeaders: { Authorization: `Bearer ${await app.token()}` },
  });
});
afterAll(async () => await app.stop());

test('create, read, update and delete', async () => {
  const reports = client.getEntitySet<Stored>(collection);
  const created = await reports.create({ teams: 5, reportDate: '2027-01-01', reportPeriod: '90' });
  expect(created).toMatchObject({ teams: 5, '@odata.etag': expect.stringMatching(/^W\//) });
  await reports.update(created.id, { teams: 6 });
  expect(await reports.retrieve(created.id)).toMatchObject({ teams: 6, reportDate: '2027-01-01' });
  await reports.delete(created.id);
  await expect(reports.retrieve(created.id)).rejects.toThrow(`holds no entity with the id '${created.id}'`);
});

test('a key that needs escaping', async () => {
  const reports = client.getEntitySet<Stored>(collection);
  const id = 'Müller & co: 100 €';
  await reports.create({ id, teams: 1 });
  expect(await reports.retrieve(id)).toMatchObject({ id, teams: 1 });
  await reports.delete(id);
});

test('filter, sort, select, skip, top, count', async () => {
  const reports = client.getEntitySet<Stored>(collection);
  const filter = reports.newFilter().field('reportPeriod').eq("'7'").field('office365').ge(1004);
  const options = reports.newOptions().orderby('reportDate', 'desc').select('id').skip(1).top(2).filter(filter);
  expect(await reports.query(options)).toEqual([
    { '@odata.etag': expect.any(String), id: 'report-0006' },
    { '@odata.etag': expect.any(String), id: 'report-0008' },
  ]);
  expect(await reports.count(filter)).toBe(8);
  expect(await reports.find({ reportPeriod: '30', teams: 3 })).toHaveLength(2);
});

const requests = (id: string) => [
  client.newBatchRequest<Stored>({ collection, method: 'POST', entity: { id, teams: 1 } }),
  client.newBatchRequest<Stored>({ collection, method: 'PATCH', id: 'report-0001', entity: { teams: 9 } }),
  client.newBatchRequest<Stored>({ collection, id: 'report-0002', method: 'GET' }),
];

test.each([
  ['multipart/mixed', async (id: string) => await client.execBatchRequests(requests(id))],
  ['JSON', async (id: string) => await client.execBatchRequestsJson(requests(id))],
] as const)('$batch as %s', async (kind, send) => {
  const id = `batch ${kind}`;
  const answers = await send(id);
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
  expect(await Promise.all(answers.map(async (answer) => (await answer.json()) as Stored))).toMatchObject([
    { id, teams: 1 },
    { id: 'report-0001', teams: 9 },
    { id: 'report-0002', teams: 2 },
  ]);
});

test('a client that asks for multipart copies that into every request of its batch', async () => {
  const asking = OData.New4({
    serviceEndpoint: `${app.url}/v1.0/`,
    commonHeaders: { Authorization: `Bearer ${await app.token()}`, Accept: 'multipart/mixed' },
  });
  const read = asking.newBatchRequest<Stored>({ collection, id: 'report-0004', method: 'GET' });
  const change = asking.newBatchRequest<Stored>({
    collection,
    method: 'PATCH',
    id: 'report-0005',
    entity: { teams: 9 },
  });
  const answers = await asking.execBatchRequests([read, change]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const batch = app.exchanges.at(-1);
  expect(batch?.requestBody.match(/Accept: multipart\/mixed/g)).toHaveLength(2);
});
