/**
 * What the service accepts although the standard would let it refuse it, because real clients send it: the table at the end
 * of docs/conformance.md. Parsed by itself: tests/unit/url, abnf.test.ts.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { storeRows } from '../support/storeRows.ts';

const guid = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';

describeAnswers('leniencies', (app) => {
  beforeAll(async () => {
    await storeRows(app, set, [...exampleReports, { id: guid }, { id: 'a/b' }]);
  });
  /** The answers to targets below the host, which must be the same. */
  async function same(strict: string, ...lenient: readonly string[]): Promise<void> {
    const expected = await (await app.fetch(`/v1.0/${strict}`)).text();
    expect(expected).toMatch(/^\{"@odata\.context"/);
    for (const target of lenient) expect(await (await app.fetch(target)).text()).toBe(expected);
  }
  const at = (query: string): string => `/v1.0/${set}?${query}`;

  test('a slash behind the path', async () => {
    await same(set, `/v1.0/${set}/`);
    await same(`${set}('a')`, `/v1.0/${set}('a')/`, `/v1.0/${set}/a/`);
    await same(`${set}?$top=1`, `/v1.0/${set}/?$top=1`);
  });

  test('the service root in any case', async () => {
    await same(set, `/V1.0/${set}`);
  });

  test('an encoded dollar sign', async () => {
    await same(`${set}?$filter=teams%20eq%203&$select=id`, at('%24filter=teams%20eq%203&%24select=id'));
    expect(await (await app.fetch(`/v1.0/${set}/%24count`)).text()).toBe('8');
  });

  test('a plus sign for a blank', async () => {
    await same(`${set}?$filter=teams%20eq%203&$orderby=id%20desc`, at('$filter=teams+eq+3&$orderby=id+desc'));
    await same(`${set}?$filter=teams%20eq%203&$orderby=id%20desc`, at('$filter=teams%20eq%20%2B3&$orderby=id%20desc'));
  });

  test('an unencoded plus sign in an exponent', async () => {
    await same(`${set}?$filter=teams%20lt%201e%2B3`, at('$filter=teams%20lt%201e+3'));
  });

  test('blanks behind commas', async () => {
    await same(`${set}?$select=id,teams&$orderby=teams,id`, at('$select=id,%20teams&$orderby=teams,%20id'));
    await same(`${set}?$filter=teams%20in%20(3,9)`, at('$filter=teams%20in%20(3,%209)'));
  });

  test('blanks in the parentheses of a key', async () => {
    await same(`${set}('a')`, `/v1.0/${set}(%20id='a'%20)`);
  });

  test('not directly before a parenthesis', async () => {
    await same(`${set}?$filter=not%20(teams%20eq%203)`, at('$filter=not(teams%20eq%203)'));
  });

  test('the suffixes of numbers in OData 2 and 3', async () => {
    const lenient = ['20L', '20l', '20M', '20.0m', '20D', '20f'].map((text) => at(`$filter=office365%20eq%20${text}`));
    await same(`${set}?$filter=office365%20eq%2020`, ...lenient);
  });

  test('empty query options', async () => {
    await same(`${set}?$top=1&$orderby=id`, at('&$top=1&&$orderby=id&'));
  });

  test('the name of the key', async () => {
    await same(`${set}('a')`, `/v1.0/${set}(id='a')`, `/v1.0/${set}(id=@k)?@k='a'`);
  });

  test('a GUID without quotes as key', async () => {
    await same(`${set}('${guid}')`, `/v1.0/${set}(${guid})`, `/v1.0/${set}/${guid}`, `/v1.0/${set}(@k)?@k=${guid}`);
  });

  test('an unencoded slash between quotes', async () => {
    await same(`${set}(@k)?@k='a%2Fb'`, `/v1.0/${set}('a/b')`, `/v1.0/${set}(@k)?@k='a/b'`);
  });

  test('the alias of Microsoft Graph for the namespace', async () => {
    await same(
      `${set}/microsoft.graph.${set}('a')`,
      `/v1.0/${set}/graph.${set}('a')`,
      `/v1.0/${set}/graph.entity('a')`,
    );
    await same(`${set}?$filter=microsoft.graph.${set}/teams%20eq%203`, at(`$filter=graph.${set}/teams%20eq%203`));
    for (const type of [`#graph.${set}`, `graph.${set}`]) {
      const body = JSON.stringify({ '@odata.type': type });
      const headers = { 'Content-Type': 'application/json' };
      expect((await app.fetch(`/v1.0/${set}('a')`, { method: 'PATCH', headers, body })).status).toBe(200);
    }
  });

  test('digits in quotes for Int64', async () => {
    const body = '{"teams":"-5","office365":"0042","yammer":null}';
    const headers = { 'Content-Type': 'application/json' };
    const response = await app.fetch(`/v1.0/${set}/quoted`, { method: 'PATCH', headers, body });
    expect(await response.text()).toMatch(/"office365":42,.*"teams":-5,/);
    expect((await app.fetch(`/v1.0/${set}/quoted`, { method: 'DELETE' })).status).toBe(204);
  });

  test.each([
    ['00:00:00', 'PT0S'],
    ['01:30:00', 'PT1H30M'],
    ['00:00:59.5', 'PT59.5S'],
    ['100:00:01', 'P4DT4H1S'],
    ['1.02:03:04', 'P1DT2H3M4S'],
    ['0.23:59:59', 'PT23H59M59S'],
  ])('a duration by a clock, %s', async (sent, text) => {
    const body = JSON.stringify({ audioDuration: sent, videoDuration: 'PT1S' });
    const headers = { 'Content-Type': 'application/json' };
    const response = await app.fetch(`/v1.0/teamsUserActivityTotalCounts/clock`, { method: 'PATCH', headers, body });
    expect(await response.json()).toMatchObject({ audioDuration: text, videoDuration: 'PT1S' });
  });

  test.each(['0:00:00', '00:60:00', '00:00:60', '00:00', '00:00:00:00', '1.24:00:00', '1.2:03:04', '-00:00:01', '1.'])(
    'no duration by a clock, %s',
    async (sent) => {
      const body = JSON.stringify({ audioDuration: sent });
      const headers = { 'Content-Type': 'application/json' };
      const response = await app.fetch(`/v1.0/teamsUserActivityTotalCounts/no`, { method: 'PATCH', headers, body });
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('such as \\"PT1H30M\\"')]);
    },
  );

  test('preferences that are unknown or apply to nothing', async () => {
    const everywhere = 'return=representation, maxpagesize=1, track-changes, continue-on-error, respond-async, x=y';
    const headers = { 'Content-Type': 'application/json', Prefer: everywhere };
    const requests = '{"requests":[]}';
    for (const [method, path, body] of [
      ['GET', '', null],
      ['GET', '$metadata', null],
      ['GET', `${set}('a')/teams/$value`, null],
      ['GET', `${set}/$count`, null],
      ['POST', '$batch', requests],
      ['PATCH', set, '{"@context":"#$delta","value":[]}'],
    ] as const) {
      const response = await app.fetch(`/v1.0/${path}`, { method, headers, ...(body !== null && { body }) });
      expect([path, response.status]).toEqual([path, 200]);
    }
  });

  test('malformed ranges of Accept', async () => {
    for (const accept of ['json', 'application/octet-streamapplication/json', '*/json, application/json;q', ';']) {
      const response = await app.fetch(`/v1.0/${set}?$top=1`, { headers: { Accept: accept } });
      expect([accept, response.headers.get('content-type')]).toEqual([accept, 'application/json']);
    }
    const csv = await app.fetch(`/v1.0/${set}?$top=1`, { headers: { Accept: 'json, text/csv' } });
    expect(csv.headers.get('content-type')).toBe('text/csv;charset=utf-8');
    expect((await app.fetch(`/v1.0/${set}`, { headers: { Accept: 'json, text/html' } })).status).toBe(406);
  });

  test('a weight without its zero', async () => {
    const accept = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
    expect((await app.fetch(`/v1.0/${set}`, { headers: { Accept: accept } })).status).toBe(200);
  });

  test('unknown parameters of a Content-Type', async () => {
    for (const parameters of ['odata=verbose', 'odata.metadata=all', 'version=3.0', 'x="a;b"']) {
      const headers = { 'Content-Type': `application/json;${parameters}` };
      const sent = [
        await app.fetch(`/v1.0/${set}('a')`, { method: 'PATCH', headers, body: '{}' }),
        await app.fetch('/v1.0/$batch', { method: 'POST', headers, body: '{"requests":[]}' }),
        await app.fetch(`/v1.0/${set}/$query`, {
          method: 'POST',
          headers: { 'Content-Type': `text/plain;${parameters}` },
          body: '$top=1',
        }),
      ];
      expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });

  test('multipart in the Accept of a part', async () => {
    const of = (id: string, accept: string) =>
      `{"id":"${id}","method":"GET","url":"${set}?$top=1","headers":{"Accept":"${accept}"}}`;
    const body = `{"requests":[${of('1', 'multipart/mixed')},${of('2', 'multipart/mixed, text/csv')},${of('3', 'text/html')}]}`;
    const headers = { 'Content-Type': 'application/json' };
    const response = await app.fetch('/v1.0/$batch', { method: 'POST', headers, body });
    const { responses } = (await response.json()) as {
      readonly responses: readonly { readonly status: number; readonly headers: Record<string, string> }[];
    };
    expect(responses.map(({ status, headers: own }) => [status, own['Content-Type']])).toEqual([
      [200, 'application/json'],
      [200, 'text/csv;charset=utf-8'],
      [406, 'application/json'],
    ]);
  });

  test('semicolons between preferences', async () => {
    const response = await app.fetch(`/v1.0/${set}`, { headers: { Prefer: 'respond-async; odata.maxpagesize=2' } });
    expect(response.headers.get('preference-applied')).toBe('odata.maxpagesize=2');
  });
});
