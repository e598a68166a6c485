import * as fc from 'fast-check';
import { documentedBody, setPath } from './reports.ts';
import type { TestRequest } from './testApp.ts';
import { anyCharacter } from './anyCharacter.ts';

/** One input of the fuzzer: a request target and the request. */
export interface FuzzInput {
  readonly path: string;
  readonly request: TestRequest;
}

/** What breaks parsers, one piece at a time. */
const nasty = [
  ...Array.from('\'"()[]{}<>/\\%&?#;:,=@$*+-._~`|^! \t0Aé'),
  '%00',
  '%zz',
  '%27',
  '%2F',
  '%25',
  '%E2%82',
  '%C0%AF',
  '%F0%9F%92%A9',
  '%0d%0a',
  '..',
  '//',
  "''",
  '()',
  '[]',
  '{}',
  'null',
  'true',
  'NaN',
  'INF',
  '-INF',
  '-0',
  '1e400',
  '9223372036854775808',
  '2026-02-30',
  "duration'P1D'",
  'not ',
  ' and ',
  ' or ',
  ' eq ',
  ' in ',
  '$it',
  '$this',
  '$root',
  '$count',
  '$value',
  '$ref',
  '$each',
  '$all',
  '@p',
  '__proto__',
  'constructor',
  'any(x:x)',
  'cast(',
  'a'.repeat(300),
  '('.repeat(50),
  '\u0000',
  '\ud800',
  '\uffff',
  '\r\n',
];
const piece = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ maxLength: 8 }),
  fc.string({ maxLength: 4, unit: anyCharacter }),
);

/** A text with a few pieces of it cut out and others put in. */
function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({ max: 10_000 }),
    cut: fc.nat({ max: 6 }),
    put: fc.oneof(fc.constant(''), piece),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((now, { at, cut, put }) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + put + now.slice(start + cut);
    }, text),
  );
}

const paths = [
  '',
  '/$metadata',
  '/$batch',
  '/office365ActiveUserCounts',
  "/office365ActiveUserCounts('a')",
  '/office365ActiveUserCounts/a/teams',
  "/office365ActiveUserCounts('a')/teams/$value",
  '/office365ActiveUserCounts/$count',
  '/office365ActiveUserCounts/$query',
  '/office365ActiveUserCounts/delta',
  '/office365ActiveUserCounts/$filter(@f)',
  '/reports',
  "/reports/getOffice365ActiveUserCounts(period='D7')",
  '/reports/office365ActiveUserCounts(@k)',
  "/office365ActiveUserCounts(id='x')/$ref",
  '/$entity',
];
const queries = [
  '',
  "$filter=teams eq 1 and contains(reportPeriod,'7')",
  '$filter=reportDate ge 2026-01-01 or not (id eq null)',
  '$filter=teams in (1,2) and length(id) add 1 gt 2',
  '$orderby=teams desc,reportDate&$top=2&$skip=1',
  '$select=id,teams&$count=true',
  '$apply=filter(teams gt 1)/groupby((reportDate),aggregate(teams with sum as n))',
  '$compute=teams add 1 as n&$filter=n gt 1',
  '$search="a b" OR NOT c',
  '$skiptoken=1.eyJwIjpbXX0.AAAA',
  '$deltatoken=1.e30.x',
  '$expand=office365ActiveUserCounts($filter=teams eq @p)&@p=1',
  '$format=json;odata.metadata=full',
  '$filter=case(teams gt 1:1,true:2) eq 1',
  "@k='a'&$schemaversion=*",
  "$id=office365ActiveUserCounts('a')",
  '$filter=date(2026-01-01T00:00:00Z) eq reportDate',
];
const target = fc
  .tuple(mutated(paths), mutated(queries))
  .map(([path, query]) => encode(`/v1.0${path}${query === '' ? '' : `?${query}`}`));

/** A target as a client would send it: what no request line can hold is escaped. */
function encode(text: string): string {
  return Array.from(text, (character) =>
    /[!-~]/.test(character) ? character : Buffer.from(character).toString('hex').replaceAll(/../g, '%$&'),
  ).join('');
}

const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PATCH', 'PUT', 'DELETE');
const json = { 'Content-Type': 'application/json' };
const names = [
  'Accept',
  'Accept-Encoding',
  'Content-Type',
  'Content-Encoding',
  'Content-Length',
  'If-Match',
  'If-None-Match',
  'OData-Version',
  'OData-MaxVersion',
  'OData-Isolation',
  'OData-EntityId',
  'Prefer',
  'client-request-id',
  'traceparent',
  'Accept-Charset',
  'Host',
  'X-Forwarded-Host',
];
const values = [
  'application/json;odata.metadata=minimal;IEEE754Compatible=true',
  'text/csv, */*;q=0.1',
  'gzip, deflate;q=0.5, *;q=0',
  'W/"abc", W/"d"',
  '*',
  '4.01',
  'return=minimal, odata.maxpagesize=5, track-changes, wait=10',
  'multipart/mixed; boundary="x"',
  '0d3f7f7c-5f1e-4d43-9a0c-1b6a5f0e9c11',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  'snapshot',
  '5',
];
/** A header value as Node.js lets one through. */
const headerValue = mutated(values).map((value) => value.replaceAll(/[^\t -~\u00a1-\u00ff]/g, '').trim());
const headers = fc
  .array(fc.tuple(fc.constantFrom(...names), headerValue), { maxLength: 4 })
  .map((each) => Object.fromEntries(each));

const body = JSON.stringify(documentedBody);
const bodies = [
  body,
  '{"teams":5}',
  '{"@odata.type":"#microsoft.graph.office365ActiveUserCounts","teams":9007199254740993}',
  '{"value":5}',
  '{"@context":"#$delta","value":[{"id":"a","teams":1},{"@removed":{"reason":"deleted"},"@id":"office365ActiveUserCounts(\'a\')"}]}',
  '{"requests":[{"id":"1","method":"GET","url":"/office365ActiveUserCounts"},{"id":"2","dependsOn":["1"],"atomicityGroup":"g","method":"PATCH","url":"$1","headers":{"Content-Type":"application/json"},"body":{"teams":1}}]}',
  '$filter=teams eq 1',
  '[[[[[[[[]]]]]]]]',
  '{"\\u0074eams":-0}',
];
const part =
  'Content-Type: application/http\r\nContent-ID: 1\r\n\r\nPATCH /v1.0/office365ActiveUserCounts/a HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"teams":1}\r\n';
const multiparts = [
  `--x\r\n${part}--x--\r\n`,
  `--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n${part}--y\r\n${part.replace(': 1', ': 2')}--y--\r\n--x--`,
  `--x\n${part.replaceAll('\r', '')}--x--`,
];
const bytes = fc.uint8Array({ maxLength: 64 });
const anyBody = fc.oneof({ weight: 5, arbitrary: mutated(bodies) }, { weight: 2, arbitrary: fc.json() }, bytes);
const writePath = fc.constantFrom(
  `${setPath}/a`,
  setPath,
  `${setPath}/a/teams`,
  '/v1.0/$batch',
  `${setPath}/$query`,
  `${setPath}('b')`,
);

/** What is fuzzed, one kind of input each. `token` is a genuine one. */
export function fuzzInputs(token: string): Readonly<Record<string, fc.Arbitrary<FuzzInput>>> {
  const authorization = mutated([
    `Bearer ${token}`,
    `Bearer ${token.split('.').slice(0, 2).join('.')}.`,
    'Bearer e30.e30.e30',
    'Basic x',
  ]).map((value) => value.replaceAll(/[^\t -~]/g, '').trim());
  const multipart = { 'Content-Type': 'multipart/mixed; boundary=x' };
  return {
    URL: fc.record({ path: target, request: fc.record({ method: fc.constantFrom('GET', 'GET', 'HEAD', 'DELETE') }) }),
    headers: fc.record({
      path: fc.constantFrom(setPath, `${setPath}/a`, '/v1.0/$metadata'),
      request: fc.record({ method, headers, body: fc.constantFrom('{"teams":1}') }),
    }),
    JSON: fc.record({
      path: writePath,
      request: fc.record({
        method: fc.constantFrom('PATCH', 'PUT', 'POST'),
        headers: fc.constantFrom(
          json,
          json,
          { 'Content-Type': 'application/json;IEEE754Compatible=true', 'OData-Version': '4.01' },
          { 'Content-Type': 'text/plain' },
        ),
        body: anyBody,
      }),
    }),
    multipart: fc.record({
      path: fc.constant('/v1.0/$batch'),
      request: fc.record({ method: fc.constant('POST'), headers: fc.constant(multipart), body: mutated(multiparts) }),
    }),
    tokens: fc.record({
      path: fc.constant(`${setPath}/a`),
      request: fc.record({
        method: fc.constantFrom('GET', 'PATCH'),
        headers: authorization.map((Authorization) => ({ ...json, Authorization })),
        body: fc.constant('{"teams":1}'),
      }),
    }),
  };
}
