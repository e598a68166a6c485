import { RestError } from '@azure/data-tables';
import { createMemoryRows, type MemoryFault } from '../../shared/store/rows/createMemoryRows.ts';
import { rowFailure } from '../../shared/store/tables/rowFailure.ts';
import { startInProcess } from '../support/inProcess.ts';
import { setPath } from '../support/reports.ts';

type App = Awaited<ReturnType<typeof startInProcess>>;

const key = 'key-nobody-may-log';
const text = 'value-nobody-may-log';
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const json = { 'Content-Type': 'application/json', traceparent };
/** The user of the tokens the tests sign. */
const user = '5b3f0c1e-6a47-4c0e-9d0f-0d7f8d8c2f11';
const fault: { current: MemoryFault | undefined } = { current: undefined };
let app: App;
let token: string;

beforeAll(async () => {
  app = await startInProcess({ rows: createMemoryRows({ fault: () => fault.current }) });
  token = app.sign();
});
afterAll(async () => {
  await app.stop();
});
afterEach(() => {
  fault.current = undefined;
});

/** The lines one request leaves. */
async function logOf(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = json,
): Promise<readonly Record<string, unknown>[]> {
  const from = app.log.length;
  await (
    await app.fetch(path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { body }),
    })
  ).text();
  return app.log.slice(from).map((line) => {
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(line).not.toContain(key);
    expect(line).not.toContain(text);
    for (const part of token.split('.')) expect(line).not.toContain(part);
    return JSON.parse(line) as Record<string, unknown>;
  });
}

const good = JSON.stringify({ reportPeriod: text });
const requests: readonly (readonly [method: string, path: string, body?: string])[] = [
  ['PATCH', `${setPath}/${key}`, good],
  ['GET', `${setPath}/${key}`],
  ['GET', `${setPath}('${key}')/teams`],
  ['GET', `${setPath}?$filter=${encodeURIComponent(`reportPeriod eq '${text}' and id eq '${key}'`)}`],
  ['GET', `${setPath}?$filter=${encodeURIComponent(`nope eq '${text}'`)}`],
  ['GET', `${setPath}?access_token=${text}`],
  ['PATCH', `${setPath}/${key}`, `{"reportPeriod":"${text}","${text}":1}`],
  ['PATCH', `${setPath}/${key}`, `{"reportPeriod":"${text}`],
  ['POST', setPath, JSON.stringify({ id: key, reportPeriod: text })],
  ['GET', `/${text}`],
  ['DELETE', `${setPath}/${key}`],
];

test.each(requests.map((each) => [each] as const))(
  '%j leaves one line without token, body or key',
  async ([method, path, body]) => {
    const lines = await logOf(method, path, body);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toEqual({
      level: 'info',
      message: 'request',
      operation: expect.any(String),
      status: expect.any(Number),
      duration: expect.any(Number),
      storageRequests: expect.any(Number),
      storageRetries: expect.any(Number),
      storageRows: expect.any(Number),
      storageMs: expect.any(Number),
      ...(path.startsWith('/v1.0') && {
        tenant: app.tenant,
        client: expect.stringMatching(/^[0-9a-f-]{36}$/),
        caller: user,
      }),
      ...(method === 'DELETE' && { deleted: 1 }),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  },
);

test.each([
  ['an application by itself has no user', { scp: undefined, roles: ['Reports.Read.All'], idtyp: 'app' }, undefined],
  ['what is no object id is not logged', { oid: 'ada@contoso.com' }, undefined],
  ['an object id is logged in one spelling', { oid: user.toUpperCase() }, user],
])('%s', async (_what, claims, caller) => {
  const headers = { Authorization: `Bearer ${app.sign({ claims })}` };
  const [line] = await logOf('GET', setPath, undefined, headers);
  expect(line).toMatchObject({ status: 200, client: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(line?.['caller']).toBe(caller);
});

test('no user is in the log where the settings leave users out', async () => {
  const silent = await startInProcess({ hidesCallers: true });
  try {
    await (await silent.fetch(setPath, { headers: { Authorization: `Bearer ${silent.sign()}` } })).text();
    expect(JSON.parse(silent.log.at(-1) ?? '')).toMatchObject({ status: 200, client: expect.any(String) });
    expect(silent.log.join('')).not.toContain(user);
  } finally {
    await silent.stop();
  }
});

test('a batch says how many its parts deleted, and each part what it did', async () => {
  const ids = ['batched-1', 'batched-2'];
  for (const id of ids) await logOf('PATCH', `${setPath}/${id}`, '{"teams":1}');
  const requests = [...ids, 'never'].map((id) => ({ id, method: 'DELETE', url: `${setPath}/${id}` }));
  const lines = await logOf('POST', '/v1.0/$batch', JSON.stringify({ requests }));
  expect(lines.map(({ deleted }) => deleted).toSorted()).toEqual([1, 1, 2, undefined]);
});

test('storage that refuses access leaves the role that the app lacks, of which callers hear nothing', async () => {
  const refused = new RestError('no', { statusCode: 403, code: 'AuthorizationPermissionMismatch' });
  fault.current = { failBefore: rowFailure(refused) };
  for (const path of [setPath, `${setPath}/${key}`]) {
    const lines = await logOf('GET', path);
    expect(lines.at(-1)).toMatchObject({ status: 503, storageRequests: 1, storageRetries: 0 });
    expect(JSON.stringify(lines)).toContain("lacks the role 'Storage Table Data Contributor'");
    const answer = await app.fetch(path);
    expect(answer.headers.get('Retry-After')).toBe('30');
    expect(await answer.text()).not.toContain('Contributor');
  }
});

test('a refused token leaves its reason, not itself', async () => {
  const lines = await logOf('GET', setPath, undefined, { Authorization: `Bearer ${token.slice(0, -4)}AAAA` });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ status: 401 });
});

test.each([
  ['unavailable', 503],
  ['timeout', 504],
  ['rejected', 500],
] as const)(
  'storage that fails (%s) leaves an error beside the line, and nothing of the request in it',
  async (kind, status) => {
    fault.current = { failBefore: { kind, cause: new Error('what storage said') } };
    const lines = await logOf('PATCH', `${setPath}/${key}`, good);
    expect(lines.map(({ level }) => level)).toEqual(['error', 'info']);
    expect(lines[1]).toMatchObject({ status });
    expect(String(lines[0]?.['message'])).toContain(lines[1]?.['requestId']);
  },
);

test('every request of a batch leaves a line of its own', async () => {
  const body = JSON.stringify({
    requests: [
      { id: '1', method: 'GET', url: `${setPath}/${key}` },
      {
        id: '2',
        method: 'PATCH',
        url: `${setPath}/${key}`,
        headers: { 'Content-Type': 'application/json' },
        body: { reportPeriod: text },
      },
    ],
  });
  const lines = await logOf('POST', '/v1.0/$batch', body);
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map(({ tenant }) => tenant))).toEqual(new Set([app.tenant]));
});
