// Bodies that are not valid: OData JSON Format 4.01, 4 Common Characteristics and 7 Structural Property; RFC 8259:
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_CommonCharacteristics
import type { InnerCode } from '../../shared/errors/errorTable.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

/** Body, inner code, target (undefined for the body as a whole), and what the message says. */
type Row = readonly [body: string | Uint8Array, code: InnerCode, target: string | undefined, message: RegExp];

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const dates = [
  '"2026-02-30"',
  '"2023-02-29"',
  '"1900-02-29"',
  '"2026-13-01"',
  '"2026-00-10"',
  '"2026-2-3"',
  '"2026-02-03T00:00:00Z"',
  '"2026-02-03 "',
  '"0000-01-01"',
  '"-0001-01-01"',
  '"12026-01-01"',
  '"Date"',
  '""',
  '20240101',
  'true',
  '["2024-01-01"]',
];

const values: readonly Row[] = [
  ...dates.map((date): Row => [
    `{"reportDate":${date}}`,
    'invalidPropertyValue',
    'reportDate',
    /'reportDate' must be null or a calendar date.*YYYY-MM-DD/,
  ]),
  ['{"reportPeriod":7}', 'invalidPropertyValue', 'reportPeriod', /'reportPeriod' must be null or a string.*has 7\./],
  ['{"reportPeriod":false}', 'invalidPropertyValue', 'reportPeriod', /string.*false/],
  ['{"reportPeriod":["7"]}', 'invalidPropertyValue', 'reportPeriod', /string.*an array/],
  [`{"reportPeriod":"${'x'.repeat(900_000)}"}`, 'parameterIsTooLong', 'reportPeriod', /4096.*900000/],
];

const names: readonly Row[] = [
  ['{"skype":1}', 'RequestBodyRead', 'skype', /'skype' does not exist on type .*reportRefreshDate, office365/],
  ['{"Teams":1}', 'RequestBodyRead', 'Teams', /'Teams' does not exist .*did you mean 'teams'\?/],
  ['{"ID":"x"}', 'RequestBodyRead', 'ID', /did you mean 'id'\?/],
  ['{"teams":1,"teams ":2}', 'RequestBodyRead', 'teams ', /does not exist/],
  ['{"":1}', 'RequestBodyRead', '', /'' does not exist/],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'].map((name): Row => [
    `{"${name}":{"teams":1}}`,
    'RequestBodyRead',
    name,
    new RegExp(`'${name}' does not exist`),
  ]),
  [
    `{${Array.from({ length: 1000 }, (_, n) => `"p${n}":1`).join(',')}}`,
    'RequestBodyRead',
    'p0',
    /'p0' does not exist/,
  ],
  [`{"${'n'.repeat(5000)}":1}`, 'RequestBodyRead', undefined, /'n{100}' does not exist/],
  ['{"teams":1,"teams":2}', 'duplicateProperty', 'teams', /'teams'.*twice.*once/],
  ['{"teams":1,"te\\u0061ms":1}', 'duplicateProperty', 'teams', /twice/],
  ['{"a":{"b":1,"b":2}}', 'duplicateProperty', 'a/b', /twice/],
  ['{"@odata.type":"#x","@odata.type":"#x"}', 'duplicateProperty', '@odata.type', /twice/],
];

const control: readonly Row[] = [
  ...[
    '"#microsoft.graph.user"',
    '"microsoft.graph.User"',
    '"#office365ActiveUserCounts"',
    '"#Microsoft.Graph.office365ActiveUserCounts"',
    '""',
  ].map((type): Row => [
    `{"@odata.type":${type},"teams":1}`,
    'RequestBodyRead',
    '@odata.type',
    /'@odata\.type'.*#microsoft\.graph\.office365ActiveUserCounts/,
  ]),
  ['{"@odata.type":5}', 'RequestBodyRead', '@odata.type', /string/],
  ['{"teams@odata.type":"#String","teams":1}', 'RequestBodyRead', 'teams@odata.type', /#Int64/],
  ['{"owner@odata.bind":"users(1)"}', 'RequestBodyRead', 'owner@odata.bind', /navigation property 'owner'/],
];

const json: readonly Row[] = [
  ...['[]', 'null', '5', '"x"', 'true', '[{"teams":1}]'].map((text): Row => [
    text,
    'RequestBodyRead',
    undefined,
    /must be a JSON object.*not/,
  ]),
  ...[
    '{',
    '{"teams":1',
    '{"teams":1,}',
    '{"teams":1}}',
    '{"teams":1} x',
    '{"teams" 1}',
    '{teams:1}',
    "{'teams':1}",
    '{"teams":1 /* x */}',
    '// x\n{"teams":1}',
    '{"teams":NaN}',
    '{"teams":Infinity}',
    '{"teams":undefined}',
    '{"teams":+1}',
    '{"teams":01}',
    '{"teams":.5}',
    '{"teams":1.}',
    '{"teams":0x10}',
    '{"teams":--1}',
    '{"teams":1_000}',
    '{"teams":nul}',
    '{"reportPeriod":"a\nb"}',
    '{"reportPeriod":"a\\x"}',
    '{"reportPeriod":"a\\u12"}',
    '{"reportPeriod":"open',
    '   ',
    '\u00a0{}',
  ].map((text): Row => [text, 'RequestBodyRead', undefined, /not valid.* at offset \d+: /]),
  [
    bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '{"teams":1}'),
    'RequestBodyRead',
    undefined,
    /not valid.* at offset \d+: /,
  ],
  [bytes('{"reportPeriod":"', [0xff], '"}'), 'RequestBodyRead', 'reportPeriod', /'reportPeriod'.*UTF-8/],
  [bytes('{"reportPeriod":"', [0xc0, 0xaf], '"}'), 'RequestBodyRead', 'reportPeriod', /UTF-8/],
  [bytes('{"reportPeriod":"', [0xed, 0xa0, 0x80], '"}'), 'RequestBodyRead', 'reportPeriod', /UTF-8/],
  [bytes('{"reportPeriod":"', [0xe2, 0x82], '"}'), 'RequestBodyRead', 'reportPeriod', /UTF-8/],
  [bytes([0xff, 0xfe], Buffer.from('{}', 'utf16le').toString('latin1')), 'RequestBodyRead', undefined, /./],
  ['{"reportPeriod":"\\ud800"}', 'RequestBodyRead', 'reportPeriod', /'reportPeriod'.*surrogate/],
  ['{"reportPeriod":"\\udc00\\ud800"}', 'RequestBodyRead', 'reportPeriod', /surrogate/],
  [`{"teams":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'RequestBodyRead', undefined, /'teams.*at most 64 deep/],
  [`${'{"teams":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'RequestBodyRead', undefined, /'teams.*at most 64 deep/],
  ['['.repeat(100_000), 'RequestBodyRead', undefined, /at most 64 deep/],
];

describeAnswers('malformed payloads', (app) => {
  const { store, stored } = reports(app);

  describe.each([
    ['values', values],
    ['names', names],
    ['control information', control],
    ['JSON', json],
  ] as const)('%s', (_group, rows) => {
    const shown = (text: string | Uint8Array): string =>
      JSON.stringify(Buffer.from(text).toString('latin1').slice(0, 60));

    test.each(rows.map((row, n) => [n, shown(row[0]), row] as const))('%d %s', async (_n, _shown, row) => {
      const [body, code, target, message] = row;
      const { id, text } = await store();
      const absent = newId();
      for (const [method, path] of [
        ['PATCH', pathOf(id)],
        ['PUT', pathOf(id)],
        ['PATCH', pathOf(absent)],
        ['POST', setPath],
      ] as const) {
        const headers = { 'Content-Type': 'application/json' };
        const error = await expectError(await app.fetch(path, { method, headers, body }), code, { target, message });
        if (target === undefined && code === 'RequestBodyRead') expect(error.target ?? '').not.toContain('innerError');
      }
      expect(await stored(id)).toBe(text);
      expect(await stored(absent)).toBeUndefined();
    });
  });

  test('one wrong property among right ones stores none of them', async () => {
    const { id, text } = await store();
    const headers = { 'Content-Type': 'application/json' };
    const body = '{"teams":99,"exchange":98,"reportDate":"2026-02-30"}';
    await expectError(await app.fetch(pathOf(id), { method: 'PATCH', headers, body }), 'invalidPropertyValue', {
      target: 'reportDate',
    });
    expect(await stored(id)).toBe(text);
  });

  test.each([
    '  \t\r\n{ "teams" : 6 }\n ',
    '{"\\u0074eams":6}',
    '{"teams":6,"reportPeriod":"\\u0041\\ud83d\\ude42\\/\\b\\f"}',
    '{"reportDate":"2024-02-29","teams":6}',
    '{"reportDate":"2000-02-29","teams":6}',
    '{"reportDate":"0001-01-01","teams":6}',
    '{"reportDate":"9999-12-31","teams":6}',
  ])('%j is valid', async (body) => {
    const { id } = await store();
    const response = await app.fetch(pathOf(id), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ teams: 6 })]);
  });
});
