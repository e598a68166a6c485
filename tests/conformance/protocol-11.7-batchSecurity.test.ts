/**
 * OData Protocol 4.01, 11.7: a batch gives its requests nothing that they would not have alone.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_BatchRequests
 */
import { batchPath, jsonBatches, statuses } from '../support/batch.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';

describeMatrix('batches and callers', (app) => {
  const batch = jsonBatches(app);
  const api = reports(app);

  test('without a token nothing is read, and GET is not for batches', async () => {
    const response = await batch.raw('{"requests":[]}', { Authorization: undefined });
    await expectError(response, 'InvalidAuthenticationToken');
    expect(response.headers.has('www-authenticate')).toBe(true);
    const read = await app.fetch(batchPath);
    expect(read.headers.get('allow')).toBe('POST, OPTIONS');
    await expectError(read, 'methodNotAllowed');
  });

  test('each request is authorised by itself', async () => {
    const id = newId();
    const answers = await batch.send(
      [
        { id: '1', method: 'GET', url: set },
        { id: '2', method: 'PATCH', url: `${set}/${id}`, body: {} },
        { id: '3', atomicityGroup: 'g', method: 'PATCH', url: `${set}/${id}`, body: {} },
        { id: '4', method: 'GET', url: '$metadata' },
      ],
      { Authorization: `Bearer ${app.sign({ claims: { scp: 'Reports.Read.All' } })}` },
    );
    expect(statuses(answers)).toEqual({ 1: 200, 2: 403, 3: 403, 4: 200 });
    expect(await api.stored(id)).toBeUndefined();
  });

  test('headers that a part may not set are ignored', async () => {
    const { id } = await api.store();
    const reader = app.sign({ claims: { scp: 'Reports.Read.All' } });
    const writer = app.sign();
    const headers = {
      Authorization: `Bearer ${writer}`,
      'X-MS-CLIENT-PRINCIPAL': 'x',
      'X-Forwarded-Host': 'evil.example',
      Forwarded: 'host=evil.example',
      Host: 'evil.example',
      Cookie: 'a=b',
      Connection: 'close',
      'Transfer-Encoding': 'chunked',
      'Content-Length': '99999999',
      'Accept-Encoding': 'gzip',
    };
    const answers = await batch.send(
      [
        { id: '1', method: 'PATCH', url: `${set}/${id}`, body: { teams: 1 }, headers },
        { id: '2', method: 'GET', url: `${set}/${id}`, headers: { ...headers, Authorization: 'Bearer nonsense' } },
      ],
      { Authorization: `Bearer ${reader}` },
    );
    expect(statuses(answers)).toEqual({ 1: 403, 2: 200 });
    expect(answers[1]?.body?.['id']).toBe(id);
    expect(JSON.stringify(answers)).not.toMatch(/evil|gzip/);
  });

  test.each([
    'http://169.254.169.254/metadata/identity/oauth2/token',
    '//evil.example/v1.0/office365ActiveUserCounts',
    '\\\\evil.example\\x',
    'http:\u0000//x',
    'file:///etc/passwd',
    'https://evil.example/v1.0/office365ActiveUserCounts',
    '{own}@evil.example/v1.0/office365ActiveUserCounts',
    '{own}.evil.example/v1.0/office365ActiveUserCounts',
    'https://user@{host}/v1.0/office365ActiveUserCounts',
  ])('another host: %s', async (url) => {
    const own = app.publicUrl;
    const text = url.replace('{own}', own).replace('{host}', new URL(own).host);
    const [answer] = await batch.send([{ id: '1', method: 'GET', url: text }]);
    expect([answer?.status, answer?.body?.error?.message]).toEqual([400, expect.stringMatching(/URL of a request/)]);
  });

  test.each([
    '/../../admin/host/status',
    '/v1.0/../$batch',
    '/%2e%2e/%2e%2e/admin',
    '{own}/health',
    '{own}',
    '/v1.0/%2e%2e/openapi.json',
  ])('a path that leads away: %s', async (url) => {
    const [answer] = await batch.send([{ id: '1', method: 'GET', url: url.replace('{own}', app.publicUrl) }]);
    expect([400, 404]).toContain(answer?.status);
  });

  test('its own host is known in any case and with its default port', async () => {
    const { host } = new URL(app.publicUrl);
    const answers = await batch.send([
      { id: '1', method: 'GET', url: `HTTP://${host.toUpperCase()}/v1.0/${set}` },
      { id: '2', method: 'GET', url: `https://${host}${host.includes(':') ? '' : ':443'}/V1.0/${set}?$top=1` },
    ]);
    expect(statuses(answers)).toEqual({ 1: 200, 2: 200 });
  });

  test('an error names the batch it happened in', async () => {
    const response = await batch.raw(`{"requests":[{"id":"1","method":"GET","url":"${set}/${newId()}"}]}`);
    const text = await response.text();
    const requestId = response.headers.get('request-id') ?? 'none';
    expect(text).toContain(`"request-id":"${requestId}.1"`);
  });

  test('a client-request-id belongs to one request', async () => {
    const own = newId();
    const [answer] = await batch.send([{ id: '1', method: 'GET', url: set, headers: { 'client-request-id': own } }], {
      'client-request-id': newId(),
    });
    expect(answer?.headers['client-request-id']).toBe(own);
  });

  test('ids and headers cannot write lines of a multipart answer', async () => {
    const requests = [
      { id: 'a\r\nX-Evil: 1', method: 'GET', url: set },
      { id: 'b', method: 'GET', url: set, headers: { Prefer: 'odata.include-annotations="a\r\nX-Evil: 1"' } },
    ];
    const response = await batch.raw(JSON.stringify({ requests }), { Accept: 'multipart/mixed' });
    expect(await response.text()).not.toMatch(/^X-Evil/m);
  });
});
