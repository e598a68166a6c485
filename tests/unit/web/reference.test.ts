// The reference at `/docs`: everything of the document is in one group, references lead somewhere, and a form becomes the request it shows.
import { listReports } from '../../../local/build/listReports.ts';
import { model } from '../../../shared/model/model.ts';
import { writeOpenApi } from '../../../shared/represent/openApi/writeOpenApi.ts';
import { follow } from '../../../web/reference/follow.ts';
import type { OpenApiDocument, Parameter } from '../../../web/reference/openApi.ts';
import { referenceGroups } from '../../../web/reference/referenceGroups.ts';
import { requestOf } from '../../../web/reference/requestOf.ts';

const auth = { authority: 'https://login.microsoftonline.com/contoso', audiences: ['a'], tenants: [], clients: [] };
const document = JSON.parse(writeOpenApi(model, { publicUrl: 'https://reports.example', auth })) as OpenApiDocument;

test('every path belongs to one part, and every part has paths', () => {
  const parts = referenceGroups(new Map(listReports(model).map((report) => [report.set, report])), document).flatMap(
    (group) => group.parts,
  );
  const paths = Object.keys(document.paths);
  const owners = paths.map((path) => [path, parts.filter(({ owns }) => owns(path)).length]);
  expect(owners).toEqual(paths.map((path) => [path, 1]));
  expect(parts.filter(({ owns }) => !paths.some(owns))).toEqual([]);
  // What is of no set is the service as a whole.
  expect(paths.filter(parts.at(-1)!.owns).filter((path) => /reports\/|Count|Detail/i.test(path))).toEqual([]);
});

test('what operations refer to is in the document', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.length).toBeGreaterThan(600);
  for (const { parameters = [], responses } of operations) {
    for (const given of parameters) expect(follow<Parameter>(document, given).name).toEqual(expect.any(String));
    for (const answer of Object.values(responses))
      expect(follow(document, answer).description).toEqual(expect.any(String));
  }
});

const parameter = (place: Parameter['in'], name: string): Parameter => ({ in: place, name, schema: {} });
const [id, period, filter, match] = [
  parameter('path', 'id'),
  parameter('path', 'period'),
  parameter('query', '$filter'),
  parameter('header', 'If-Match'),
];

const forms: readonly (readonly [string, readonly (readonly [Parameter, string])[], string, object])[] = [
  ["/v1.0/a('{id}')", [[id, 'x y']], "/v1.0/a('x%20y')", {}],
  ["/v1.0/a('{id}')", [[id, "O'Brien$&"]], "/v1.0/a('O''Brien%24%26')", {}],
  // The platform decodes paths before they arrive.
  ["/v1.0/a('{id}')", [[id, 'a/b#']], "/v1.0/a(@id)?@id='a%2Fb%23'", {}],
  ["/v1.0/reports/getA(period='{period}')", [[period, 'D7']], "/v1.0/reports/getA(period='D7')", {}],
  [
    '/v1.0/a',
    [
      [filter, "b eq 'c&d'"],
      [match, '*'],
    ],
    "/v1.0/a?$filter=b%20eq%20'c%26d'",
    { 'If-Match': '*' },
  ],
  [
    '/v1.0/a',
    [
      [filter, ''],
      [match, ''],
    ],
    '/v1.0/a',
    {},
  ],
];
test.each(forms)('%s with %j', (template, values, target, headers) => {
  const filled = { values: new Map<Parameter, string>(values), accept: undefined };
  expect(requestOf('get', template, filled)).toEqual({ method: 'GET', target, headers });
});

test('a body has its type, and one of parts names its boundary', () => {
  const sent = (type: string, text: string) =>
    requestOf('post', '/v1.0/$batch', { values: new Map(), accept: 'application/json', body: { type, text } });
  expect(sent('application/json', '{}')).toEqual({
    method: 'POST',
    target: '/v1.0/$batch',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: '{}',
  });
  expect(sent('multipart/mixed', '--b1\r\n').headers['Content-Type']).toBe('multipart/mixed; boundary=b1');
});
