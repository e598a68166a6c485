import fc from 'fast-check';
import { readJsonBatch } from '../../../shared/batch/format/readJsonBatch.ts';
import { readMultipartBatch } from '../../../shared/batch/format/readMultipartBatch.ts';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { sampledRuns } from '../../support/sampled.ts';

const nothing = { get: () => null };
const takeTurn = () => undefined;
const pieces = fc.constantFrom(
  ...['--b', '--c', '--b--', '--c--', '\r\n', '\n', '\r', ' ', ':', 'Content-Type: application/http', 'Content-ID: 1'],
  ...['Content-Type: multipart/mixed; boundary=c', 'GET /x HTTP/1.1', 'PATCH $1', '{"a":1}', '\u0000', 'ÿ'],
);

test('whatever is sent is a batch or an error of the caller', async () => {
  const tokens = fc.array(pieces, { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(tokens, async (all) => {
      try {
        const body = Buffer.from(all.join(''));
        const { units } = await readMultipartBatch(body, 'multipart/mixed; boundary=b', nothing, takeTurn);
        expect(units.every(({ items }) => Array.isArray(items))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ODataError);
        expect((error as ODataError).status).toBe(400);
      }
    }),
    { numRuns: sampledRuns(2000) },
  );
});

test('what a part says arrives as it was, byte by byte', async () => {
  const body = fc.uint8Array({ minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(body, fc.webPath(), async (bytes, path) => {
      // White space alone is no body, and what looks like a delimiter ends the part.
      const text = Buffer.from(bytes).toString('latin1');
      fc.pre(text.trim() !== '' && !/(?:^|\n)--b/.test(text));
      const head = `--b\r\nContent-Type: application/http\r\n\r\nPATCH ${path}x HTTP/1.1\r\nIf-Match: *\r\n\r\n`;
      const all = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--')]);
      const { units } = await readMultipartBatch(all, 'multipart/mixed; boundary=b', nothing, takeTurn);
      const request = units[0]?.items[0]?.request;
      if (request === undefined || request instanceof ODataError) throw new Error('it is not read');
      expect([request.method, request.url, request.headers.get('IF-MATCH')]).toEqual(['PATCH', `${path}x`, '*']);
      expect(Buffer.compare(Buffer.from(request.body ?? []), Buffer.from(bytes))).toBe(0);
    }),
  );
});

test('JSON of any shape is a batch or an error of the caller', async () => {
  const request = fc.record(
    {
      id: fc.oneof(fc.string(), fc.constant('a'), fc.jsonValue()),
      method: fc.oneof(fc.constant('GET'), fc.jsonValue()),
      url: fc.oneof(fc.string(), fc.jsonValue()),
      headers: fc.jsonValue(),
      body: fc.jsonValue(),
      dependsOn: fc.oneof(fc.constant(['a']), fc.jsonValue()),
      atomicityGroup: fc.oneof(fc.constant('g'), fc.jsonValue()),
      if: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 5 }), async (requests) => {
      try {
        await readJsonBatch(Buffer.from(JSON.stringify({ requests })), nothing, takeTurn);
      } catch (error) {
        expect(error).toBeInstanceOf(ODataError);
        expect((error as ODataError).status).toBe(400);
      }
    }),
    { numRuns: sampledRuns(500) },
  );
});
