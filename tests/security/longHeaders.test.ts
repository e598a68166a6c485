/** Headers that strangers write: read in linear time, or refused by their length first. A million characters would show it. */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bearerToken } from '../../shared/auth/token/bearerToken.ts';
import { partHeaders } from '../../shared/batch/format/partHeaders.ts';
import { readReference } from '../../shared/batch/reference.ts';
import { targetUrl } from '../../shared/batch/targetUrl.ts';
import { parseEntityTags } from '../../shared/headers/conditions.ts';
import { parseMediaType, splitList } from '../../shared/headers/mediaType.ts';
import { parsePreferences } from '../../shared/headers/parsePreferences.ts';
import type { Handle } from '../../shared/service/createService.ts';
import { acceptsGzip } from '../../shared/service/message/compress.ts';
import { messageFault } from '../../shared/service/message/messageFault.ts';
import { startInProcess } from '../support/inProcess.ts';

const million = 1_000_000;
const hostile = [
  'a' + ' '.repeat(million) + 'b',
  ';'.repeat(million),
  ','.repeat(million),
  'a=' + '"\\'.repeat(million),
];
const more = [
  'a' + ' '.repeat(million) + '!',
  '\t'.repeat(million) + 'x',
  'a;q=' + '0'.repeat(million),
  '('.repeat(million),
];

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  Authorization: (text) => bearerToken(text),
  'Authorization: Bearer': (text) => bearerToken(`Bearer ${text}`),
  Prefer: parsePreferences,
  'If-None-Match': (text) => {
    try {
      return parseEntityTags(text, 'If-None-Match');
    } catch {
      return 'refused';
    }
  },
  'Content-Type': parseMediaType,
  'a list': splitList,
  'Accept-Encoding': acceptsGzip,
  'a reference': (text) => readReference(`$${text}`),
  'the URL of a part': (text) => {
    try {
      return targetUrl(text, 'https://reports.example/v1.0');
    } catch {
      return 'refused';
    }
  },
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each([...hostile, ...more].map((text) => [JSON.stringify(text.slice(0, 6)), text]))('%s ...', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });
});

test('the headers of a part are at most 16 kB together', () => {
  const batch = { get: () => null };
  const many = (length: number): [string, string][] => [
    ['accept', 'a'.repeat(8000)],
    ['prefer', 'b'.repeat(length - 8000 - 'acceptprefer'.length)],
  ];
  expect(partHeaders(many(16_384), batch).get('Prefer')).toHaveLength(16_384 - 8000 - 12);
  expect(() => partHeaders(many(16_385), batch)).toThrow(/longer than 16384 characters together/);
});

test('a bearer token has no blank inside', () => {
  expect(bearerToken(`Bearer a${' '.repeat(15_000)}b`)).toEqual({ rejected: 'tokenMalformed' });
  expect(bearerToken('bearer  \t a.b.c \t')).toEqual({ token: 'a.b.c' });
});

/** What asks for a header is told its hostile value, and all others as usual; what is asked for is noted. */
function oneHeader(hostileName: string | undefined, value: string, usual: Readonly<Record<string, string>>) {
  const asked = new Set<string>();
  const get = (name: string): string | null => {
    const key = name.toLowerCase();
    asked.add(key);
    return key === hostileName ? value : (usual[key] ?? null);
  };
  return { headers: { get }, asked };
}

test('every header the service reads, by whatever request, is read in linear time', async () => {
  let handle: Handle | undefined;
  const app = await startInProcess({ onHandle: (made) => (handle = made) });
  const set = '/v1.0/office365ActiveUserCounts';
  const part = { id: '1', method: 'GET', url: set.slice('/v1.0'.length) };
  const requests: readonly (readonly [method: string, url: string, body?: string])[] = [
    ['GET', set],
    ['GET', `${set}('a')`],
    ['PATCH', `${set}('a')`, '{"teams":1}'],
    ['POST', '/v1.0/$batch', JSON.stringify({ requests: [part] })],
    ['GET', "/v1.0/reports/getOffice365ActiveUserCounts(period='D7')"],
    ['GET', '/v1.0/$metadata'],
  ];
  const usual = { authorization: `Bearer ${app.sign()}`, 'content-type': 'application/json' };
  const send = async (name: string | undefined, value: string): Promise<ReadonlySet<string>> => {
    const names = new Set<string>();
    for (const [method, url, body] of requests) {
      const { headers, asked } = oneHeader(name, value, usual);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(Buffer.from(body ?? ''));
      }
      const rawHeaders = name === undefined ? [] : [name, value];
      const answer = await handle?.({ method, url, headers, rawHeaders, body: body === undefined ? null : pieces() });
      expect(answer?.status).not.toBe(500);
      const { body: answered = '' } = answer ?? {};
      if (typeof answered !== 'string' && !(answered instanceof Uint8Array)) await text(Readable.from(answered));
      for (const each of asked) names.add(each);
    }
    return names;
  };
  const names = await send(undefined, '');
  for (const name of [
    'authorization',
    'prefer',
    'accept',
    'if-match',
    'if-none-match',
    'odata-version',
    'content-type',
  ])
    expect(names).toContain(name);
  // A tenth of a million: a square of it would take minutes.
  for (const name of names) for (const value of [...hostile, ...more]) await send(name, value.slice(0, 100_000));
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
}, 120_000);

test.each(['host', 'x-forwarded-host', 'expect', 'x-any'])(
  '%s is looked at before anything else, in linear time',
  (name) => {
    for (const value of [...hostile, ...more, 'a.'.repeat(million), `[${':'.repeat(million)}`, '%41'.repeat(million)])
      expect(messageFault([name, value])).toMatchObject({ status: expect.any(Number) as number });
  },
);
