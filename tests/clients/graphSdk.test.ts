// The JavaScript SDK of Microsoft Graph: https://github.com/microsoftgraph/msgraph-sdk-javascript
import {
  BatchRequestContent,
  BatchResponseContent,
  PageIterator,
  type Client,
} from '@microsoft/microsoft-graph-client';
import { connectGraphClient } from '../support/connectGraphClient.ts';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import { sampleReports, type Report } from './storeReports.ts';

type ResponseBody = ConstructorParameters<typeof BatchResponseContent>[0];

const set = '/office365ActiveUserCounts';
let app: ProxiedApp;
let client: Client;

beforeAll(async () => {
  // As deployed: links are https, and the SDK sends its token to no other address.
  const settings = (url: string) => ({ PUBLIC_URL: url.replace(/^http:/, 'https:') });
  app = await startProxiedApp({ reports: sampleReports(20), settings });
  const token = await app.token();
  client = connectGraphClient({ publicUrl: app.url, sign: () => token });
}, 120_000);
afterAll(async () => await app.stop(), 60_000);

test('update, which Graph itself has no address for, and delete', async () => {
  const path = `${set}/a346dbc0-dbc0-a346-c0db-46a3c0db46a3`;
  const body = { '@odata.type': '#microsoft.graph.office365ActiveUserCounts', reportDate: '2022-10-19', teams: 5 };
  const created = (await client.api(path).update(body)) as Record<string, unknown>;
  expect(created).toMatchObject({ teams: 5, reportDate: '2022-10-19' });
  const etag = created['@odata.etag'] as string;
  expect(await client.api(path).header('If-Match', etag).update({ teams: 6 })).toMatchObject({ teams: 6 });
  await expect(client.api(path).header('If-Match', etag).delete()).rejects.toMatchObject({ statusCode: 412 });
  await client.api(path).delete();
});

test('filter, select, orderby, top and count', async () => {
  const answer = (await client
    .api(set)
    .filter("reportPeriod eq '7' and office365 ge 1004")
    .select(['id', 'reportDate'])
    .orderby('reportDate desc')
    .top(2)
    .count(true)
    .get()) as Record<string, unknown>;
  expect(answer['@odata.count']).toBe(8);
  expect(answer['value']).toMatchObject([
    { id: 'report-0004', reportDate: '2026-03-27' },
    { id: 'report-0006', reportDate: '2026-03-25' },
  ]);
});

test('the page iterator follows the next links to the last row', async () => {
  const options = { headers: { Prefer: 'odata.maxpagesize=7' } };
  const first = (await client.api(set).orderby('id').headers(options.headers).get()) as { value: Report[] };
  const ids: string[] = [];
  const collect = ({ id }: Report): boolean => ids.push(id) > 0;
  const iterator = new PageIterator(client, first, collect, options);
  await iterator.iterate();
  expect(first.value).toHaveLength(7);
  expect(ids).toEqual(sampleReports(20).map(({ id }) => id));
});

test('a batch with a dependency', async () => {
  const content = new BatchRequestContent([
    {
      id: '1',
      request: new Request(`https://graph.microsoft.com${set}/batched`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: '{"teams":9007199254740991}',
      }),
    },
    { id: '2', request: new Request(`https://graph.microsoft.com${set}/batched`), dependsOn: ['1'] },
  ]);
  const answer = new BatchResponseContent(
    (await client.api('/$batch').post(await content.getContent())) as ResponseBody,
  );
  expect(answer.getResponseById('1').status).toBe(201);
  const read = answer.getResponseById('2');
  expect(read.status).toBe(200);
  expect(await read.json()).toMatchObject({ id: 'batched', teams: 9007199254740991 });
});

test('the report function of Graph, as CSV', async () => {
  const stream = (await client
    .api("/reports/getOffice365ActiveUserCounts(period='D7')")
    .header('Accept', 'text/csv')
    .responseType('text' as never)
    .get()) as string;
  expect(stream.split('\r\n')[0]?.replace('\uFEFF', '')).toBe(
    'Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,Report Period',
  );
});

test('the report function of Graph without a word of the caller, in a batch too', async () => {
  const call = "/reports/getOffice365ActiveUserCounts(period='D7')";
  // The SDK takes the CSV for the bytes it wants where it is not told what to expect.
  const answer: unknown = await client
    .api(call)
    .responseType('arraybuffer' as never)
    .get();
  expect(Buffer.from(answer as ArrayBuffer).toString()).toMatch(
    /^\uFEFFReport Refresh Date,.*,Report Period\r\n2026-04-02,/,
  );
  const request = new Request(`https://graph.microsoft.com${call}`, {
    headers: { Accept: 'application/octet-streamapplication/json' },
  });
  const content = new BatchRequestContent([{ id: '1', request }]);
  const answers = new BatchResponseContent(
    (await client.api('/$batch').post(await content.getContent())) as ResponseBody,
  );
  expect(answers.getResponseById('1').status).toBe(200);
});
