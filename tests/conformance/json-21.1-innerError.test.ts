// OData JSON Format 4.01, 21.1 error response: `innererror` is for developers, and `innerError` is Microsoft Graph's own, which
// readers of OData refuse:
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse
import { batchPath, jsonBatches, multipartBatches, type BatchRequest } from '../support/batch.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

interface ErrorBody {
  readonly error: Readonly<Record<string, unknown>>;
}

const standard = ['code', 'message'];
const withTarget = [...standard, 'target'];

const names = (text: string): readonly string[] => Object.keys((JSON.parse(text) as ErrorBody).error);

describeAnswers('21.1 innerError', (app) => {
  const { patch, post, get, store } = reports(app);
  const json = jsonBatches(app);
  const multipart = multipartBatches(app);

  const versions: readonly Readonly<Record<string, string>>[] = [
    { 'OData-MaxVersion': '4.0' },
    { 'OData-MaxVersion': '4.01' },
    { 'OData-MaxVersion': '4.0;NetFx' },
    { 'odata-version': '4.0' },
    { 'OData-Version': '4.01', 'OData-MaxVersion': '4.01' },
  ];

  test.each(versions)('is in no error for a request with %j; the id is in the header', async (headers) => {
    const { id } = await store();
    const clientRequestId = newId();
    const sent = { ...headers, 'client-request-id': clientRequestId };
    const answers: readonly Response[] = [
      await patch(id, 'broken', sent),
      await patch(id, { teams: 'x' }, sent),
      await patch(id, {}, { ...sent, 'If-Match': 'W/"stale"' }),
      await patch(id, {}, { ...sent, 'Content-Type': 'text/plain' }),
      await post({ id }, sent),
      await get(newId(), sent),
      await get(id, { ...sent, Authorization: undefined }),
      await get(id, { ...sent, Accept: 'text/html' }),
      await app.fetch(setPath, { method: 'DELETE', headers: sent }),
      await app.fetch(`${setPath}?$filter=none eq 1`.replaceAll(' ', '%20'), { headers: sent }),
      await app.fetch('/v1.0/$metadata?$format=text/html', { headers: sent }),
      await app.fetch('/nowhere', { headers: sent }),
      await app.fetch(batchPath, { method: 'POST', headers: { ...sent, 'Content-Type': 'text/plain' }, body: 'x' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      400, 400, 412, 415, 409, 404, 401, 406, 405, 400, 406, 404, 415,
    ]);
    for (const answer of answers) {
      for (const name of names(await answer.text())) expect(['code', 'message', 'target', 'details']).toContain(name);
      expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get('client-request-id')).toBe(clientRequestId);
    }
  });

  test('also where the version itself is wrong', async () => {
    const answer = await get(newId(), { 'OData-MaxVersion': '3.0;NetFx' });
    expect(answer.status).toBe(400);
    expect(names(await answer.text())).toEqual(withTarget);
  });

  test.each([{}, { DataServiceVersion: '3.0', MaxDataServiceVersion: '3.0;NetFx' }])(
    'is in the error for a request that names no version of OData, %j',
    async (headers) => {
      const answer = await get(newId(), headers);
      expect(names(await answer.text())).toEqual([...withTarget, 'innerError']);
    },
  );

  const failing = (headers: Readonly<Record<string, string>>): readonly BatchRequest[] => [
    { id: 'absent', method: 'GET', url: `office365ActiveUserCounts/${newId()}`, headers },
    { id: 'after', method: 'GET', url: 'office365ActiveUserCounts', headers, dependsOn: ['absent'] },
    { id: 'address', method: 'GET', url: 'https://elsewhere.example/v1.0/', headers },
    { id: 'read in a group', method: 'GET', url: 'office365ActiveUserCounts', headers, atomicityGroup: 'g' },
    {
      id: 'other of it',
      method: 'DELETE',
      url: `office365ActiveUserCounts/${newId()}`,
      headers,
      atomicityGroup: 'g',
    },
    { id: 'no request', method: 'HEAD', url: 'office365ActiveUserCounts', headers },
  ];

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, boolean]>([
    ['neither', {}, {}, true],
    ['the batch', { 'OData-MaxVersion': '4.01' }, {}, false],
    ['the parts', {}, { 'OData-Version': '4.0' }, false],
    ['both', { 'OData-Version': '4.0' }, { 'odata-maxversion': '4.0' }, false],
  ])('in a JSON batch where %s name a version', async (_who, ofBatch, ofParts, isThere) => {
    const answers = await json.send(failing(ofParts), ofBatch);
    expect(answers).toHaveLength(6);
    for (const { id, status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      // What cannot be read as a request has no headers of its own.
      const expected = isThere || (id === 'no request' && Object.keys(ofBatch).length === 0);
      expect({ [id]: Object.hasOwn(body?.error ?? {}, 'innerError') }).toEqual({ [id]: expected });
    }
  });

  const part = (line: string, headers: string, group = ''): string =>
    `--b${group}\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n${line} HTTP/1.1\r\n${headers}\r\n\r\n\r\n`;

  test.each<[string, string, Readonly<Record<string, string>>, boolean]>([
    ['neither', 'Accept: application/json', {}, true],
    ['the batch', 'Accept: application/json', { 'OData-MaxVersion': '4.0' }, false],
    ['the parts', 'OData-MaxVersion: 4.0;NetFx', {}, false],
  ])('in a multipart batch where %s name a version', async (_who, line, ofBatch, isThere) => {
    const body =
      part(`GET ${pathOf(newId())}`, line) +
      `--b\r\nContent-Type: multipart/mixed; boundary=bc\r\n\r\n${part(`DELETE ${pathOf(newId())}`, line, 'c')}--bc--\r\n` +
      '--b--\r\n';
    // A change set that fails is answered by one part.
    const answers = await multipart.send(body, { ...ofBatch, Prefer: 'continue-on-error' });
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    for (const answer of answers) expect(names(answer.body).includes('innerError')).toBe(isThere);
  });
});
