/**
 * OData Protocol 4.01, 11.1 Metadata Requests: the service document and $metadata, who may read them, and in which format
 * and version. What is in them: serviceDocument.test.ts, csdl*.test.ts, capabilities.test.ts.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MetadataRequests
 */
import { model } from '../../shared/model/model.ts';
import { multipartBatches } from '../support/batch.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';

/** What Power Query sends with every request; it can read no metadata but XML. */
const powerQuery = {
  MaxDataServiceVersion: '3.0',
  'OData-MaxVersion': '4.0',
  Accept:
    'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,' +
    'application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
};

describeMatrix('metadata requests', (app) => {
  const { get, json } = reading(app);

  describe('the service document (11.1.1)', () => {
    test.each(['/v1.0', '/v1.0/', '/v1.0/?$format=json', '/v1.0?$format=application/json'])('%s', async (path) => {
      const response = await app.fetch(path);
      expect([response.status, response.headers.get('odata-version')]).toEqual([200, '4.0']);
      expect(await response.json()).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata`,
        value: [
          ...model.map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
          { name: 'reports', kind: 'Singleton', url: 'reports' },
        ],
      });
    });

    test('every URL in it can be read', async () => {
      const { value, '@odata.context': context } = await json('');
      for (const { url } of value) {
        const link = new URL(String(url), String(context));
        // The register of persons to forget is listed, and closed to all but who may forget.
        expect((await app.fetch(link.pathname)).status).toBe(url === 'forgetRequests' ? 403 : 200);
      }
    });

    test('JSON for Power Query, in 4.01 for those who ask for it, and for nobody without token', async () => {
      const response = await get('', powerQuery);
      expect(response.headers.get('content-type')).toBe('application/json;odata.metadata=minimal');
      const short = await get('', { 'OData-MaxVersion': '4.01' });
      expect(short.headers.get('odata-version')).toBe('4.01');
      expect(await short.json()).toHaveProperty(['@context']);
      expect((await get('', { Authorization: undefined })).status).toBe(401);
      await expectError(await get('', { Accept: 'application/xml' }), 'invalidAcceptType', { target: 'Accept' });
    });
  });

  describe('$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01', () => {
    const xml = ['application/xml', '<?xml'] as const;
    const csdlJson = ['application/json', '{"$Version":"4.01"'] as const;
    test.each([
      ['nothing', {}, '', xml],
      ['Accept: */*', { Accept: '*/*' }, '', xml],
      ['Accept: application/xml', { Accept: 'application/xml' }, '', xml],
      ['Accept: application/json', { Accept: 'application/json' }, '', csdlJson],
      ['JSON and XML alike', { Accept: 'application/json, application/xml' }, '', xml],
      ['JSON and anything, as axios sends', { Accept: 'application/json, text/plain, */*' }, '', xml],
      ['rather XML', { Accept: 'application/json;q=0.5, application/xml' }, '', xml],
      ['$format=json', {}, '?$format=json', csdlJson],
      ['$format=json, Accept: application/xml', { Accept: 'application/xml' }, '?$format=json', csdlJson],
      ['$format=xml, Accept: application/json', { Accept: 'application/json' }, '?$format=xml', xml],
      ['4.0', { 'OData-MaxVersion': '4.0' }, '', xml],
      ['4.0 and JSON', { 'OData-MaxVersion': '4.0', Accept: 'application/json' }, '', xml],
      ['4.0 and JSON in full', { 'OData-MaxVersion': '4.0', Accept: 'application/json;odata.metadata=full' }, '', xml],
      ['4.0 and what there is not', { 'OData-MaxVersion': '4.0', Accept: 'text/html' }, '', xml],
      ['4.01 and $format=json', { 'OData-MaxVersion': '4.01' }, '?$format=json', csdlJson],
      ['4.0 and rather JSON', { 'OData-MaxVersion': '4.0', Accept: 'application/json, */*;q=0.1' }, '', xml],
      ['4.01 and rather JSON', { 'OData-MaxVersion': '4.01', Accept: 'application/json, */*;q=0.1' }, '', csdlJson],
      ['what Power Query sends', powerQuery, '', xml],
    ] as const)('%s', async (_name, headers, query, [type, begin]) => {
      const response = await app.fetch(`/v1.0/$metadata${query}`, {
        headers: { ...headers, Authorization: undefined },
      });
      const text = await response.text();
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(text.replace(/\s/g, '').startsWith(begin)).toBe(true);
      expect(response.headers.get('vary')).toMatch(/Accept.*OData-MaxVersion/);
      expect(response.headers.get('cache-control')).not.toBe('no-store');
    });

    test('the version of the answer, which is 4.01 for CSDL JSON', async () => {
      const version = async (headers: Record<string, string>) =>
        (await get('$metadata', headers)).headers.get('odata-version');
      expect(await version({})).toBe('4.0');
      expect(await version({ 'OData-MaxVersion': '4.0' })).toBe('4.0');
      expect(await version({ 'OData-MaxVersion': '4.01' })).toBe('4.01');
      expect(await version({ Accept: 'application/json' })).toBe('4.01');
    });

    test.each(['json', 'application/json', 'application/json;metadata=full'])(
      '$format=%s under 4.0 is 406, and both ways out are named',
      async (format) => {
        const response = await get(`$metadata?$format=${format}`, { 'OData-MaxVersion': '4.0' });
        await expectError(response, 'invalidAcceptType', {
          target: '$format',
          message: /application\/xml, or send OData-MaxVersion: 4\.01, which has application\/json/,
        });
      },
    );

    test('in $batch too', async () => {
      const answerTo = async (url: string, headers: Record<string, string>, ofBatch: Record<string, string> = {}) => {
        const response = await app.fetch('/v1.0/$batch', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...ofBatch },
          body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url, headers }] }),
        });
        const { responses } = (await response.json()) as { responses: { status: number; headers: object }[] };
        return responses[0]!;
      };
      const only40 = { 'OData-MaxVersion': '4.0' };
      const wanted = { Accept: 'application/json' };
      for (const [own, ofBatch] of [
        [{ ...only40, ...wanted }, {}],
        [wanted, only40],
      ]) {
        expect(await answerTo('$metadata', own!, ofBatch)).toMatchObject({
          status: 200,
          headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' },
        });
        expect(await answerTo('$metadata?$format=json', own!, ofBatch)).toMatchObject({ status: 406 });
      }
      expect(await answerTo('$metadata', wanted)).toMatchObject({
        status: 200,
        headers: { 'Content-Type': 'application/json', 'OData-Version': '4.01' },
      });
    });

    test.each([
      ['of the request', 'OData-MaxVersion: 4.0\r\n', {}],
      ['of the batch', '', { 'OData-MaxVersion': '4.0' }],
    ])('in a multipart $batch too, whether 4.0 is a header %s', async (_whose, own, ofBatch) => {
      const part = (url: string, lines: string): string =>
        `--b\r\nContent-Type: application/http\r\n\r\nGET ${url} HTTP/1.1\r\n${lines}Accept: application/json\r\n\r\n\r\n`;
      const newest = part('$metadata', 'OData-MaxVersion: 4.01\r\n');
      const body = `${part('$metadata', own)}${newest}${part('/v1.0/$metadata?$format=json', own)}--b--\r\n`;
      const answers = await multipartBatches(app).send(body, ofBatch);
      expect(answers.map(({ status, inner }) => [status, inner['Content-Type'], inner['OData-Version']])).toEqual([
        [200, 'application/xml', '4.0'],
        [200, 'application/json', '4.01'],
        [406, 'application/json', '4.0'],
      ]);
    });

    test.each([
      ['text/html', ''],
      ['application/atom+xml', ''],
      ['application/xml;charset=utf-16', ''],
      ['*/*', '?$format=text/csv'],
      ['*/*', '?$format=atom'],
    ])('Accept: %s with %s is 406', async (accept, query) => {
      const response = await get(`$metadata${query}`, { Accept: accept });
      await expectError(response, 'invalidAcceptType', { message: /application\/xml or application\/json/ });
    });

    test('other options are 400, other methods 405', async () => {
      await expectError(await get('$metadata?$filter=true'), 'invalidQueryOption', { target: '$filter' });
      await expectError(await app.fetch('/v1.0/$metadata', { method: 'POST' }), 'methodNotAllowed');
    });
  });
});
