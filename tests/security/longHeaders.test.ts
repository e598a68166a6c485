/** Headers that strangers write: read in linear time, or refused by their length first. A million characters would show it. */
import { bearerToken } from '../../shared/auth/token/bearerToken.ts';
import { partHeaders } from '../../shared/batch/format/partHeaders.ts';
import { readReference } from '../../shared/batch/reference.ts';
import { targetUrl } from '../../shared/batch/targetUrl.ts';
import { parseEntityTags } from '../../shared/headers/conditions.ts';
import { parseMediaType, splitList } from '../../shared/headers/mediaType.ts';
import { parsePreferences } from '../../shared/headers/parsePreferences.ts';
import { acceptsGzip } from '../../shared/service/message/compress.ts';

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
