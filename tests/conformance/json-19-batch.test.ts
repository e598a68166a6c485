/**
 * OData JSON Format 4.01, section 19: batch requests and responses in JSON; and what Microsoft Graph says of them.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses
 * https://learn.microsoft.com/graph/json-batching
 */
import { jsonBatches, statuses } from '../support/batch.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { documentedBody, documentedProperties, newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';
const json = { 'Content-Type': 'application/json' };

describeAnswers('19.1 batch request', (app) => {
  const batch = jsonBatches(app);
  const api = reports(app);

  test('requests of all methods, each answered as if it had come alone', async () => {
    const id = newId();
    const url = `/${set}/${id}`;
    const answers = await batch.send([
      { id: '1', method: 'PATCH', url, headers: json, body: documentedBody },
      { id: '2', method: 'get', url: `/v1.0${url}` },
      { id: '3', method: 'Put', url: `${set}('${id}')`, headers: json, body: { teams: 1 } },
      { id: '4', method: 'DELETE', url: `${app.publicUrl}/v1.0/reports${url}` },
      { id: '5', method: 'GET', url },
      { id: '6', method: 'POST', url: set, headers: { 'content-type': 'application/json' }, body: { id, teams: 2 } },
      { id: '7', method: 'GET', url: `${set}/${id}/teams/$value` },
    ]);
    expect(answers.map(({ id: request }) => request)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(statuses(answers)).toEqual({ 1: 201, 2: 200, 3: 200, 4: 204, 5: 404, 6: 201, 7: 200 });
    const [created, read, , deleted, missing, , value] = answers;
    expect(created?.headers).toMatchObject({
      'Content-Type': 'application/json',
      'OData-Version': '4.0',
      Location: `${app.publicUrl}/v1.0/${set}('${id}')`,
      ETag: created?.body?.['@odata.etag'],
    });
    expect(created?.body).toMatchObject({ id, ...documentedProperties });
    expect(read?.body).toEqual(created?.body);
    expect(deleted).not.toHaveProperty('body');
    expect(missing?.body?.error?.code).toBe('notFound');
    expect(value).toMatchObject({ headers: { 'Content-Type': 'text/plain' }, body: '2' });
  });

  test('Int64 is exact on the way in and out', async () => {
    const id = newId();
    const response = await batch.raw(
      `{"requests":[{"id":"1","method":"PATCH","url":"/${set}/${id}","headers":{"Content-Type":"application/json"},"body":{"teams":9007199254740993,"exchange":-9223372036854775808}},` +
        `{"id":"2","method":"GET","url":"/${set}/${id}"},{"id":"3","method":"GET","url":"/${set}/${id}","headers":{"Accept":"application/json;IEEE754Compatible=true"}}]}`,
    );
    const text = await response.text();
    expect(text.match(/"teams":9007199254740993,/g)).toHaveLength(2);
    expect(text).toContain('"teams":"9007199254740993"');
    expect(text).toContain('"exchange":-9223372036854775808');
    expect(await api.stored(id)).toContain('"teams":9007199254740993');
  });

  test('a body may be base64url, text, or absent', async () => {
    const id = newId();
    const answers = await batch.send([
      {
        id: '1',
        method: 'PATCH',
        url: `${set}/${id}`,
        headers: json,
        body: Buffer.from('{"teams":5,"reportPeriod":"ä?>"}').toString('base64url'),
      },
      {
        id: '2',
        method: 'POST',
        url: `${set}/$query`,
        headers: { 'Content-Type': 'text/plain' },
        body: `$filter=id eq '${id}'&$select=teams,reportPeriod`,
      },
      { id: '3', method: 'PATCH', url: `${set}/${id}`, headers: json, body: null },
      { id: '4', method: 'PATCH', url: `${set}/${id}`, headers: json, body: 'not base64url!' },
      { id: '5', method: 'PATCH', url: `${set}/${id}`, body: { teams: 6 } },
      { id: '6', method: 'PATCH', url: `${set}/${id}`, headers: { 'Content-Type': 'text/xml' }, body: '<a/>' },
      { id: '7', method: 'GET', url: '$metadata' },
    ]);
    expect(statuses(answers)).toEqual({ 1: 201, 2: 200, 3: 400, 4: 400, 5: 200, 6: 415, 7: 200 });
    expect(answers[1]?.body?.['value']).toMatchObject([{ teams: 5, reportPeriod: 'ä?>' }]);
    const metadata = Buffer.from(answers[6]?.body as unknown as string, 'base64url').toString();
    expect(metadata).toMatch(/^<\?xml/);
  });

  test('a request that is not valid in itself fails alone', async () => {
    const id = newId();
    const url = `${set}/${id}`;
    const answers = await batch.send([
      { id: 'method', url },
      { id: 'url', method: 'GET' },
      { id: 'trace', method: 'TRACE', url },
      { id: 'split', method: 'DELETE\r\nX: y', url },
      { id: 'headers', method: 'GET', url, headers: 'none' as never },
      { id: 'value', method: 'GET', url, headers: { Accept: 5 as never } },
      { id: 'line', method: 'GET', url, headers: { Prefer: 'a\r\nX: y' } },
      { id: 'twice', method: 'GET', url, headers: { Accept: '*/*', accept: '*/*' } },
      { id: 'syntax', method: 'GET', url: `${set}?$filter=teams eq` },
      { id: 'nested', method: 'POST', url: '/$batch', headers: json, body: { requests: [] } },
      { id: 'encoded', method: 'POST', url: '%24batch/', headers: json, body: { requests: [] } },
      { id: 'good', method: 'PATCH', url, headers: json, body: {} },
    ]);
    const { good, ...bad } = statuses(answers);
    expect(good).toBe(201);
    expect(Object.values(bad)).toEqual(Object.values(bad).map(() => 400));
    expect(answers.find(({ id: name }) => name === 'nested')?.body?.error?.message).toMatch(/another batch/);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no requests', '{}'],
    ['requests that are no array', '{"requests":{}}'],
    ['a request that is no object', '{"requests":[1]}'],
    ['a missing id', '{"requests":[{"method":"GET","url":"/x"}]}'],
    ['a number for an id', '{"requests":[{"id":1,"method":"GET","url":"/x"}]}'],
    ['an empty id', '{"requests":[{"id":"","method":"GET","url":"/x"}]}'],
    ['an id twice', '{"requests":[{"id":"a","method":"GET","url":"/x"},{"id":"a","method":"GET","url":"/y"}]}'],
    [
      'ids that differ in case',
      '{"requests":[{"id":"a","method":"GET","url":"/x"},{"id":"A","method":"GET","url":"/y"}]}',
    ],
    ['a group named like an id', '{"requests":[{"id":"a","method":"GET","url":"/x"},{"id":"b","atomicityGroup":"a"}]}'],
    ['an id named like a group', '{"requests":[{"id":"a","atomicityGroup":"g"},{"id":"g"}]}'],
    [
      'a group that is interrupted',
      '{"requests":[{"id":"a","atomicityGroup":"g"},{"id":"b"},{"id":"c","atomicityGroup":"g"}]}',
    ],
    ['a group without a name', '{"requests":[{"id":"a","atomicityGroup":""}]}'],
    ['dependsOn that is no array', '{"requests":[{"id":"a","dependsOn":"b"}]}'],
    ['a condition that is no text', '{"requests":[{"id":"a","if":true}]}'],
  ])('the batch as a whole is refused: %s', async (_case, body) => {
    const response = await batch.raw(body);
    expect(response.status).toBe(400);
    await expectError(response, body === '{' ? 'RequestBodyRead' : 'invalidRequest');
  });

  test('at most 100 requests and 4 MiB, each of at most 1 MiB', async () => {
    const many = (count: number): string =>
      JSON.stringify({
        requests: Array.from({ length: count }, (_, at) => ({ id: String(at), method: 'GET', url: '$metadata' })),
      });
    await expectError(await batch.raw(many(101)), 'batchRequestLimitExceeded', { message: /101.*100/ });
    expect((await batch.raw(many(100))).status).toBe(200);
    await expectError(await batch.raw(`{"requests":[],"x":"${'y'.repeat(4 * 1024 * 1024)}"}`), 'maxFileSizeExceeded');
    const text = 'y'.repeat(1024 * 1024);
    const [large] = await batch.send([
      { id: '1', method: 'PATCH', url: `${set}/x`, headers: json, body: { reportPeriod: text } },
    ]);
    expect(large?.status).toBe(413);
  });

  test('an empty batch has an empty answer', async () => {
    expect(await batch.send([])).toEqual([]);
  });

  test.each([
    ['another media type', { 'Content-Type': 'text/plain' }, 'unsupportedMediaType'],
    ['none at all', { 'Content-Type': undefined }, 'unsupportedMediaType'],
    ['an answer nobody can give', { Accept: 'text/csv' }, 'invalidAcceptType'],
  ] as const)('headers of the batch: %s', async (_case, headers, code) => {
    await expectError(await batch.raw('{"requests":[]}', headers), code);
  });

  test('preferences that are about one request, or unknown, are ignored (RFC 7240, 2)', async () => {
    const id = newId();
    const body = JSON.stringify({ requests: [{ id: '1', method: 'PATCH', url: `${set}/${id}`, body: { teams: 1 } }] });
    for (const [preference, status] of [
      ['return=representation', 201],
      ['return=minimal, maxpagesize=1, omit-values=nulls, respond-async, x="y"', 200],
      ['=;,', 200],
    ] as const) {
      const response = await batch.raw(body, { Prefer: preference });
      expect([response.status, response.headers.get('preference-applied')]).toEqual([200, null]);
      expect(((await response.json()) as { responses: unknown[] }).responses).toMatchObject([{ id: '1', status }]);
    }
  });

  test('who accepts multipart alone gets it, each part with the identifier of its request', async () => {
    const body = JSON.stringify({ requests: [{ id: 'a', method: 'GET', url: `${set}/nobody` }] });
    const response = await batch.raw(body, { Accept: 'multipart/mixed' });
    expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect(await response.text()).toMatch(/Content-ID: a\r\n\r\nHTTP\/1\.1 404 Not Found\r\n/);
  });

  test('the version of the batch is that of its requests, unless they say otherwise', async () => {
    const [inherited, own] = await batch.send(
      [
        { id: '1', method: 'GET', url: set },
        { id: '2', method: 'GET', url: set, headers: { 'OData-MaxVersion': '4.0' } },
      ],
      { 'OData-MaxVersion': '4.01' },
    );
    expect(inherited?.headers['OData-Version']).toBe('4.01');
    expect(own?.headers['OData-Version']).toBe('4.0');
  });

  test('CSV is text', async () => {
    const { id } = await api.store();
    const answers = await batch.send([
      { id: '1', method: 'GET', url: `${set}?$filter=id eq '${id}'&$select=teams`, headers: { Accept: 'text/csv' } },
      { id: '2', method: 'GET', url: "reports/getOffice365ActiveUserCounts(period='D7')" },
    ]);
    expect(answers.map(({ status, headers }) => [status, headers['Content-Type']?.split(';')[0]])).toEqual([
      [200, 'text/csv'],
      [200, 'text/csv'],
    ]);
    expect(answers[0]?.body).toMatch(/^\uFEFFTeams\r\n5\r\n$/);
    expect(answers[1]?.body).toMatch(/Report Refresh Date,Office 365,/);
  });
});
