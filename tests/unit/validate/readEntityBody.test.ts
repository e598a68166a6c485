import { ODataError } from '../../../shared/errors/odataError.ts';
import { readJson } from '../../../shared/json/readJson.ts';
import { office365ActiveUserCounts as type } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { readBodyKey, readEntityBody } from '../../../shared/validate/readEntityBody.ts';

const read = (text: string) => readEntityBody(type, readJson(text));

function failure(action: () => unknown): ODataError {
  try {
    action();
  } catch (error) {
    if (error instanceof ODataError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

test('reads the documented example', () => {
  const body =
    '{"@odata.type":"#microsoft.graph.office365ActiveUserCounts","reportRefreshDate":"2022-10-25","office365":9,"teams":null,"reportPeriod":"7"}';
  expect(read(body)).toEqual({
    properties: { reportRefreshDate: '2022-10-25', office365: 9n, teams: null, reportPeriod: '7' },
  });
});

test.each(['-9223372036854775808', '9223372036854775807', '9007199254740993', '0', '-5'])(
  'Int64 %s is exact',
  (digits) => {
    expect(read(`{"teams":${digits}}`).properties['teams']).toBe(BigInt(digits));
    expect(read(`{"teams":"${digits}"}`).properties['teams']).toBe(BigInt(digits));
  },
);

test.each([
  ['{"teams":1.0}', 'teams', 'invalidPropertyValue', /integer from .* the body has 1\.0/],
  ['{"teams":1e2}', 'teams', 'invalidPropertyValue', /1e2/],
  ['{"teams":-0}', 'teams', 'invalidPropertyValue', /-0/],
  ['{"teams":"5.0"}', 'teams', 'invalidPropertyValue', /a string of its digits.*"5\.0"/],
  ['{"teams":"9223372036854775808"}', 'teams', 'invalidPropertyValue', /9223372036854775807/],
  ['{"teams":9223372036854775808}', 'teams', 'invalidPropertyValue', /9223372036854775807/],
  ['{"teams":true}', 'teams', 'invalidPropertyValue', /true/],
  ['{"teams":[]}', 'teams', 'invalidPropertyValue', /an array/],
  ['{"teams":{}}', 'teams', 'invalidPropertyValue', /an object/],
  ['{"reportDate":"2026-02-30"}', 'reportDate', 'invalidPropertyValue', /YYYY-MM-DD/],
  ['{"reportDate":20240101}', 'reportDate', 'invalidPropertyValue', /YYYY-MM-DD/],
  ['{"reportPeriod":7}', 'reportPeriod', 'invalidPropertyValue', /string/],
  ['{"reportPeriod":"LONG"}', 'reportPeriod', 'parameterIsTooLong', /4096 .*5000/],
  ['{"skype":1}', 'skype', 'RequestBodyRead', /does not exist.*reportRefreshDate/],
  ['{"Teams":1}', 'Teams', 'RequestBodyRead', /did you mean 'teams'/],
  ['{"__proto__":{"teams":1}}', '__proto__', 'RequestBodyRead', /does not exist/],
  ['{"constructor":1}', 'constructor', 'RequestBodyRead', /does not exist/],
  ['{"toString":1}', 'toString', 'RequestBodyRead', /does not exist/],
  [
    '{"@odata.type":"#microsoft.graph.user"}',
    '@odata.type',
    'RequestBodyRead',
    /#microsoft.graph.office365ActiveUserCounts/,
  ],
  ['{"@odata.type":5}', '@odata.type', 'RequestBodyRead', /string/],
  ['{"teams@odata.type":"#String","teams":1}', 'teams@odata.type', 'RequestBodyRead', /#Int64/],
  ['{"owner@odata.bind":"users(1)"}', 'owner@odata.bind', 'RequestBodyRead', /navigation/],
  ['[]', undefined, 'RequestBodyRead', /object/],
  ['null', undefined, 'RequestBodyRead', /object/],
  ['5', undefined, 'RequestBodyRead', /object/],
])('refuses %s', (text, target, code, message) => {
  const error = failure(() => read(text.replace('LONG', 'x'.repeat(5000))));
  expect(error).toMatchObject({ status: 400, innerCode: code, target });
  expect(error.message).toMatch(message);
});

test.each(['""', '" 5 "', '"+5"', '"0x5"', '"٥"', '"5n"', '"9223372036854775808"', '"1.0"', `"${'0'.repeat(50)}"`])(
  'refuses Int64 text %s',
  (text) => {
    expect(failure(() => read(`{"teams":${text}}`)).target).toBe('teams');
  },
);

test('ignores annotations it does not know, and keeps the entity tag', () => {
  expect(
    read(
      '{"@odata.id":"x","@my.note":{"a":[1]},"teams@my.note":1,"teams@type":"Int64","@etag":"W/\\"1\\"","id":5,"teams":1}',
    ),
  ).toEqual({
    properties: { teams: 1n },
    etag: 'W/"1"',
  });
});

test('a body key is a string of 1 to 255 units', () => {
  expect(readBodyKey(readJson('{"id":"a"}'))).toBe('a');
  expect(readBodyKey(readJson('{}'))).toBeUndefined();
  expect(readBodyKey(readJson('{"id":null}'))).toBeUndefined();
  for (const body of ['{"id":""}', '{"id":5}', '{"id":true}', `{"id":"${'x'.repeat(256)}"}`]) {
    expect(failure(() => readBodyKey(readJson(body)))).toMatchObject({ status: 400, target: 'id' });
  }
});
