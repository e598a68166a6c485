/**
 * A request is what was sent: the Functions host mixes the query and a JSON body into what it says of a request, and none of
 * that counts. What the service can read of an odd request it answers, and no request hangs.
 */
import type { ResourceKind } from '../../shared/bind/bound/resource.ts';
import { operationsOf } from '../../shared/operations/operationTable.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import { newId, setPath } from '../support/reports.ts';
import { isNight } from '../support/sampled.ts';
import type { StartedApp, TestRequest } from '../support/testApp.ts';
import { wireRequest } from '../support/wireRequest.ts';

let app: StartedApp;
const id = newId();
beforeAll(async () => {
  app = await connectOverHttp();
  await send(['PUT', `${setPath}('${id}')`, '{"teams":1}']);
  await send(['PUT', `/v1.0/office365ActiveUserDetail('${id}')`, '{"assignedProducts":["a"]}']);
}, 240_000);
afterAll(async () => await app.stop());

type Operation = readonly [method: string, path: string, body?: string];

async function send([method, path, body]: Operation, headers: TestRequest['headers'] = {}): Promise<string> {
  const type = body?.startsWith('{') === true ? 'application/json' : 'text/plain';
  const sent = body === undefined ? headers : { 'Content-Type': type, ...headers };
  const answer = await app.fetch(path, { method, headers: sent, ...(body !== undefined && { body }) });
  const text = await answer.text();
  const [, code = ''] = /"innerError":\{"code":"(\w+)"/.exec(text) ?? [];
  return [answer.status, code, answer.headers.get('location') === null ? '' : 'Location'].join(' ');
}

const entity = `${setPath}('${id}')`;
const report = "/v1.0/reports/getOffice365ActiveUserCounts(period='D7')";

/** An address of each kind of resource. */
const addresses: Readonly<Record<ResourceKind, string>> = {
  serviceDocument: '/v1.0/',
  metadata: '/v1.0/$metadata',
  batch: '/v1.0/$batch',
  singleton: '/v1.0/reports',
  entitySet: setPath,
  count: `${setPath}/$count`,
  references: `${setPath}/$ref`,
  delta: `${setPath}/delta`,
  deltaCount: `${setPath}/delta/$count?$deltatoken=latest`,
  entity,
  reference: `${entity}/$ref`,
  property: `${entity}/teams`,
  propertyValue: `${entity}/teams/$value`,
  propertyCount: `/v1.0/office365ActiveUserDetail('${id}')/assignedProducts/$count`,
  reportFunction: report,
  reportFunctionCount: `${report}/$count`,
  reportFunctionReferences: "/v1.0/reports/getOffice365ActiveUserDetail(period='D7')/$ref",
  query: `${setPath}/$query`,
};

/** What writes send, by method and kind of resource. */
const bodies: Readonly<Record<string, string>> = {
  'POST batch': `{"requests":[{"id":"1","method":"GET","url":"office365ActiveUserCounts('${id}')"}]}`,
  'POST entitySet': '{"teams":2}',
  'PATCH entitySet': '{"@context":"#$delta","value":[]}',
  'PATCH entity': '{"teams":1}',
  'PUT entity': '{"teams":1}',
  'PATCH property': '{"value":1}',
  'PUT property': '{"value":1}',
  'PUT propertyValue': '1',
  'POST query': '$top=1',
};

/** What is deleted is nothing that others need. */
const deleted: Readonly<Record<string, string>> = {
  entity: `${setPath}('${newId()}')`,
  property: `${entity}/exchange`,
  propertyValue: `${entity}/yammer/$value`,
};

function operationsOfKind([kind, address]: readonly [string, string]): readonly Operation[] {
  const methods = kind === 'query' ? ['POST'] : Object.keys(operationsOf(kind as ResourceKind));
  return methods.map((method): Operation => {
    const body = bodies[`${method} ${kind}`];
    if (method === 'GET') return [method, address];
    if (method === 'DELETE') return [method, deleted[kind] ?? address];
    if (body === undefined) throw new Error(`${method} of ${kind} needs a body`);
    return [method, address, body];
  });
}

const operations: readonly Operation[] = [
  ...Object.entries(addresses).flatMap(operationsOfKind),
  ['GET', `/v1.0/$entity?$id=office365ActiveUserCounts('${id}')`],
  ['GET', '/health'],
  ['GET', '/openapi.json'],
  ['GET', '/.well-known/oauth-protected-resource'],
  ['GET', '/docs'],
];
const names = ['Headers', 'headers', 'HEADERS', 'Query', 'path', 'req', '$request', 'sys', 'InvocationId'];
test('every operation is among them, and is answered', async () => {
  expect(operations.length).toBeGreaterThan(30);
  const failed: unknown[] = [];
  for (const operation of operations) {
    const answer = await send(operation);
    if (!/^(?:20|404 Request_)/.test(answer)) failed.push([...operation, answer]);
  }
  expect(failed).toEqual([]);
});

/** A name of the same kind that means nothing to anybody. */
const neutral = (name: string): string => (name.startsWith('$') ? '$nothing' : 'nothing');
const value = '{"authorization":"Bearer stolen","accept":"text/plain"}';

/** Each with its method and address in front, for the name of the test. */
const named = operations.map((operation) => [operation[0], operation[1], operation] as const);

/** What operations answer to a member or option that means nothing to anybody. */
const answered = new Map<string, string>();
async function sendNeutral(operation: Operation): Promise<string> {
  const key = operation.join(' ');
  const answer = answered.get(key) ?? (await send(operation));
  answered.set(key, answer);
  return answer;
}

/** Each operation with the name that has had an effect, and one of the others in turn; with all of them at night. */
const withName = (name: string) =>
  named.filter((_, index) => isNight || name === names[0] || name === names[1 + (index % (names.length - 1))]);

describe.each(names)('%s', (name) => {
  test.each(withName(name))('in the query of %s %s', async (_method, _path, [method, path, body]) => {
    const withOption = (option: string): Operation => {
      const mark = path.includes('?') ? '&' : '?';
      const address = `${path}${mark}${option}=${encodeURIComponent(value)}`;
      return body === undefined ? [method, address] : [method, address, body];
    };
    expect(await send(withOption(name))).toBe(await sendNeutral(withOption(neutral(name))));
  });

  test.each(named.filter(([, , [, , body]]) => body?.startsWith('{') === true))(
    'in the body of %s %s',
    async (_method, _path, [method, path, body]) => {
      const withMember = (member: string): Operation => [
        method,
        path,
        `{${JSON.stringify(member)}:${value},${(body ?? '').slice(1)}`,
      ];
      expect(await send(withMember(name))).toBe(await sendNeutral(withMember(neutral(name))));
    },
  );
});

test.each(['Headers', 'headers', 'HEADERS'])('a token in %s of an address or a body lets nobody in', async (name) => {
  const token = JSON.stringify({ authorization: `Bearer ${app.sign()}` });
  const anonymous = { Authorization: undefined };
  const inQuery: Operation = ['GET', `${setPath}?${name}=${encodeURIComponent(token)}`];
  expect(await send(inQuery, anonymous)).toBe('401 InvalidAuthenticationToken ');
  const inBody: Operation = ['POST', setPath, `{"${name}":${token},"teams":1}`];
  expect(await send(inBody, anonymous)).toBe('401 InvalidAuthenticationToken ');
});

const long = Array.from({ length: 2 }, (_, at) => `X-${at}: ${'a'.repeat(9000)}`);
const umlaut = Buffer.from('User-Agent: Müller').toString('latin1');
const strangers = ['/v1.0/', '/health', '/', '/nowhere'];
describe.each(strangers)('%s, without a token', (address) => {
  test.each<[string, readonly string[], number, string]>([
    ['headers of 18 kB', long, 431, 'requestHeaderFieldsTooLarge'],
    ['an expectation', ['Expect: foo'], 417, 'expectationFailed'],
    ['an empty expectation', ['Expect:'], 417, 'expectationFailed'],
    ['a control character', ['X: a\x01b'], 400, 'badRequest'],
    ['DEL', ['User-Agent: a\x7f'], 400, 'badRequest'],
  ])('%s is answered by the service', async (_what, headers, status, code) => {
    const head = [`GET ${address} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');
    const answer = await wireRequest(app.publicUrl, { head });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code, message: expect.any(String) } });
  });
});

test('UTF-8 in a header, which never comes to the service, is 500 within 6 s, and nothing restarts', async () => {
  const began = performance.now();
  const answers = await Promise.all(
    strangers.map(async (address) => {
      const head = [`GET ${address} HTTP/1.1`, 'Host: x', 'Connection: close', umlaut, '', ''].join('\r\n');
      return (await wireRequest(app.publicUrl, { head })).status;
    }),
  );
  expect(answers).toEqual(strangers.map(() => 500));
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(await send(['GET', entity])).toBe('200  ');
});
