// Bodies of requests: OData Protocol 4.01, 8.1.1 Content-Type and 8.1.2 Content-Encoding; RFC 9110 8.4 and 15.5.14:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderContentType
import { gzipSync, deflateSync } from 'node:zlib';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports } from '../support/reports.ts';
import type { TestRequest } from '../support/testApp.ts';

const limit = 1024 * 1024;
const json = { 'Content-Type': 'application/json' };
const gzipped = { ...json, 'Content-Encoding': 'gzip' };

/** A valid body of exactly so many bytes. */
const bodyOf = (bytes: number): string => '{"teams":6}'.padEnd(bytes, ' ');
/** The text in pieces of 64 kB. */
const chunks = (text: string): readonly string[] => text.match(/[^]{1,65536}/g) ?? [];

describeMatrix('bodies', (app) => {
  const { store, stored } = reports(app);

  /** Sends a PATCH that must be refused, and makes sure that nothing was stored. */
  async function refused(
    request: TestRequest,
    ...expected: Parameters<typeof expectError> extends [unknown, ...infer R] ? R : never
  ) {
    const { id, text } = await store();
    await expectError(await app.fetch(pathOf(id), { method: 'PATCH', ...request }), ...expected);
    expect(await stored(id)).toBe(text);
  }

  /** Sends a PATCH that must be carried out. */
  async function accepted(request: TestRequest): Promise<void> {
    const { id } = await store();
    const response = await app.fetch(pathOf(id), { method: 'PATCH', ...request });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('"teams":6')]);
  }

  describe('size', () => {
    test('1 MiB is taken, with a length and in chunks', async () => {
      await accepted({ headers: json, body: bodyOf(limit) });
      await accepted({ headers: json, body: chunks(bodyOf(limit)) });
    });

    test.each([limit + 1, 3 * limit])('%d bytes are 413, with a length and in chunks', async (bytes) => {
      const body = bodyOf(bytes);
      await refused({ headers: json, body }, 'maxFileSizeExceeded', { message: /1048576 bytes/ });
      await refused({ headers: json, body: chunks(body) }, 'maxFileSizeExceeded', { message: /1048576 bytes/ });
    });

    test('the limit holds for POST, PUT and properties too', async () => {
      const { id } = await store();
      for (const [method, path] of [
        ['POST', pathOf('').slice(0, -1)],
        ['PUT', pathOf(id)],
        ['PUT', `${pathOf(id)}/teams`],
      ] as const) {
        const response = await app.fetch(path, { method, headers: json, body: chunks(bodyOf(limit + 1)) });
        await expectError(response, 'maxFileSizeExceeded');
      }
    });
  });

  test('a byte order mark in front is passed over (RFC 8259, 8.1)', async () => {
    const text = '\ufeff{"teams":6}';
    await accepted({ headers: json, body: text });
    await accepted({ headers: json, body: Array.from(Buffer.from(text), (byte) => Buffer.of(byte)) });
    await accepted({ headers: gzipped, body: gzipSync(text) });
    const { id } = await store();
    const requests = JSON.stringify({ requests: [{ id: '1', method: 'PATCH', url: pathOf(id), body: { teams: 7 } }] });
    const batch = await app.fetch('/v1.0/$batch', { method: 'POST', headers: json, body: `\ufeff${requests}` });
    expect([batch.status, await stored(id)]).toEqual([200, expect.stringContaining('"teams":7')]);
    await refused({ headers: json, body: `\ufeff${text}` }, 'RequestBodyRead');
  });

  describe('chunked', () => {
    test('bodies arrive whole, wherever they are cut', async () => {
      const { id } = await store();
      const text = Buffer.from('{"teams":6,"reportPeriod":"\u{1f642}é"}');
      const body = Array.from(text, (_byte, at) => text.subarray(at, at + 1));
      const response = await app.fetch(pathOf(id), { method: 'PATCH', headers: json, body });
      expect(await response.json()).toMatchObject({ teams: 6, reportPeriod: '\u{1f642}é' });
    });

    test('an empty one is no JSON', async () => {
      await refused({ headers: json, body: [] }, 'RequestBodyRead');
    });
  });

  describe('gzip', () => {
    const text = '{"teams":6}';

    test.each([
      ['gzip', gzipSync(text)],
      ['GZIP', gzipSync(text)],
      ['x-gzip', gzipSync(text)],
      ['identity', Buffer.from(text)],
    ])('%s is inflated', async (coding, body) => {
      const headers = { ...json, 'Content-Encoding': coding };
      await accepted({ headers, body });
      await accepted({ headers, body: [body.subarray(0, 5), body.subarray(5)] });
    });

    test('several members are one body (RFC 1952, 2.2)', async () => {
      await accepted({ headers: gzipped, body: Buffer.concat([gzipSync('{"teams"'), gzipSync(':6}')]) });
    });

    test('the limit counts after inflation', async () => {
      await accepted({ headers: gzipped, body: gzipSync(bodyOf(limit)) });
      for (const body of [gzipSync(bodyOf(limit + 1)), gzipSync(Buffer.alloc(200 * limit, ' '))]) {
        await refused({ headers: gzipped, body }, 'maxFileSizeExceeded');
        await refused({ headers: gzipped, body: [body] }, 'maxFileSizeExceeded');
      }
    });

    test.each([
      ['plain JSON', Buffer.from(text)],
      ['a cut body', gzipSync(text).subarray(0, -9)],
      ['a damaged body', Buffer.concat([gzipSync(text).subarray(0, 12), Buffer.from('xxxxxxxxxxxxxxxx')])],
      ['a wrong checksum', Buffer.concat([gzipSync(text).subarray(0, -8), Buffer.alloc(8)])],
      ['another coding', deflateSync(text)],
    ])('%s is 400', async (_name, body) => {
      await refused({ headers: gzipped, body }, 'invalidContentEncoding', {
        target: 'Content-Encoding',
        message: /gzip/,
      });
    });

    test.each(['deflate', 'br', 'gzip, gzip', 'constructor'])(
      'Content-Encoding: %s is 415 and says what is taken',
      async (coding) => {
        const { id } = await store();
        const headers = { ...json, 'Content-Encoding': coding };
        const response = await app.fetch(pathOf(id), { method: 'PATCH', headers, body: text });
        expect(response.headers.get('accept-encoding')).toBe('gzip, identity');
        await expectError(response, 'unsupportedMediaType', { target: 'Content-Encoding', message: /gzip/ });
      },
    );
  });

  describe('Content-Type', () => {
    test.each([
      'application/json',
      'Application/JSON',
      'application/json;charset=utf-8',
      'application/json; charset="UTF-8"',
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      'application/json;odata.metadata=minimal;IEEE754Compatible=true',
      'application/json;metadata=full',
      'application/json ; x=y',
    ])('%s is read', async (type) => {
      await accepted({ headers: { 'Content-Type': type }, body: '{"teams":6}' });
    });

    test.each([
      undefined,
      '',
      'text/plain',
      'text/json',
      'application/xml',
      'application/json-patch+json',
      'application/merge-patch+json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json;charset=utf-16',
      'application/json;charset=latin1',
      'application/json;IEEE754Compatible=maybe',
      'application/json, application/json',
      'json',
      '*/*',
    ])('%j is 415 and nothing is stored', async (type) => {
      const expected = { target: 'Content-Type', message: /application\/json/ };
      await refused({ headers: { 'Content-Type': type }, body: '{"teams":6}' }, 'unsupportedMediaType', expected);
    });
  });

  test('a missing body is 400 and says so', async () => {
    for (const method of ['PATCH', 'PUT', 'POST']) {
      const path = method === 'POST' ? pathOf('').slice(0, -1) : pathOf(newId());
      await expectError(await app.fetch(path, { method, headers: json }), 'RequestBodyRead', { message: /body/ });
      await expectError(await app.fetch(path, { method, headers: json, body: '' }), 'RequestBodyRead', {
        message: /body/,
      });
      await expectError(await app.fetch(path, { method }), 'RequestBodyRead', { message: /body/ });
    }
  });
});
