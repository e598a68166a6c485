// Syncfusion DataManager with ODataV4Adaptor, in a headless browser: https://ej2.syncfusion.com/documentation/data/adaptors
import { unlessMissing } from '../support/unlessMissing.ts';
import { missingBrowser } from './missingBrowser.ts';
import { startBrowserClient, type BrowserClient } from './startBrowserClient.ts';
import { sampleReports } from './storeReports.ts';

unlessMissing(describe, missingBrowser())('Syncfusion DataManager', () => {
  let client: BrowserClient;
  beforeAll(async () => {
    client = await startBrowserClient('syncfusion/page.js', sampleReports(20));
  }, 240_000);
  afterAll(async () => await client.stop());

  test('filter, sort, page and count', async () => {
    expect(await client.call('list', '7', 1004)).toEqual({ ids: ['report-0008', 'report-0010'], count: 8 });
  });

  test('search, select and take', async () => {
    expect(await client.call('search', '30')).toEqual(['report-0001', 'report-0003', 'report-0005']);
  });

  test('create, update and delete', async () => {
    const values = { id: 'syncfusion', teams: 1, reportDate: '2027-01-01' };
    expect(await client.call('insert', values)).toMatchObject(values);
    expect(await client.call('update', { id: 'syncfusion', teams: 2 })).toMatchObject({ ...values, teams: 2 });
    await client.call('remove', 'syncfusion');
    expect(client.app.exchanges.slice(-3).map(({ method, status }) => [method, status])).toEqual([
      ['POST', 201],
      ['PATCH', 200],
      ['DELETE', 204],
    ]);
  });

  test('all changes of a grid in one multipart $batch, with lines that end in LF', async () => {
    await client.call('save', [{ id: 'added', teams: 1 }], [{ id: 'report-0001', teams: 9 }], [{ id: 'report-0003' }]);
    const exchange = client.app.exchanges.at(-1);
    expect(exchange).toMatchObject({ method: 'POST', target: '/v1.0/$batch', status: 200 });
    expect(exchange?.requestHeaders['content-type']).toMatch(/^multipart\/mixed/);
    expect(exchange?.requestHeaders['prefer']).toBe('return=representation');
    expect(exchange?.requestBody).toContain('\n');
    expect(exchange?.requestBody).not.toContain('\r');
    const headers = { Authorization: `Bearer ${await client.app.token()}` };
    const read = async (id: string) => {
      const response = await fetch(`${client.app.url}/v1.0/office365ActiveUserCounts/${id}?$select=teams`, { headers });
      return [response.status, ((await response.json()) as { readonly teams?: number }).teams];
    };
    expect(await read('added')).toEqual([200, 1]);
    expect(await read('report-0001')).toEqual([200, 9]);
    expect((await read('report-0003'))[0]).toBe(404);
  });
});
