// DevExtreme ODataStore, in a headless browser: https://js.devexpress.com/jQuery/Documentation/ApiReference/Data_Layer/ODataStore/
import { unlessMissing } from '../support/unlessMissing.ts';
import { missingBrowser } from './missingBrowser.ts';
import { startBrowserClient, type BrowserClient } from './startBrowserClient.ts';
import { sampleReports } from './storeReports.ts';

unlessMissing(describe, missingBrowser())('DevExtreme ODataStore', () => {
  let client: BrowserClient;
  beforeAll(async () => {
    client = await startBrowserClient('devExtreme/page.js', sampleReports(20));
  }, 240_000);
  afterAll(async () => await client.stop());

  test('filter with an Int64 literal of OData 3, sort, select, skip, take and count', async () => {
    expect(await client.call('list')).toEqual({
      data: [
        expect.objectContaining({ id: 'report-0006', teams: 6 }),
        expect.objectContaining({ id: 'report-0008', teams: 8 }),
      ],
      totalCount: 8,
    });
    expect(await client.call('count')).toBe(8);
    expect(decodeURIComponent(client.app.exchanges.at(-1)?.target ?? '')).toContain('office365 ge 1004');
  });

  test('a filter of text', async () => {
    expect(await client.call('contains', '3')).toEqual(['report-0001', 'report-0003']);
  });

  test('create, read, update and delete', async () => {
    await client.call('insert', { id: 'devextreme', teams: 1, reportDate: '2027-01-01' });
    await client.call('update', 'devextreme', { teams: 2 });
    expect(await client.call('byKey', 'devextreme')).toMatchObject({ teams: 2, reportDate: '2027-01-01' });
    await client.call('remove', 'devextreme');
    await expect(client.call('byKey', 'devextreme')).rejects.toThrow(/devextreme/);
    expect(client.app.exchanges.at(-1)).toMatchObject({ method: 'GET', status: 404 });
  });
});
