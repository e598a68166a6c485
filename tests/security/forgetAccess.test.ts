/**
 * Who may have persons forgotten: applications with the app role of its own, and nobody else, however the register is reached.
 * Decided from the request alone, before storage is asked.
 */
import { model } from '../../shared/model/model.ts';
import { forgetRequests as register } from '../../shared/model/register/forgetRequests.ts';
import { countedRequests } from '../support/countedRequests.ts';
import type { TokenOptions } from '../support/entraToken.ts';
import { startInProcess } from '../support/inProcess.ts';
import { otherWays, setOperations, type SetRequest } from '../support/setRequests.ts';
import type { StartedApp } from '../support/testApp.ts';

const { rows, send: sendTo } = countedRequests();
let app: StartedApp;
beforeAll(async () => (app = await startInProcess({ rows })));
afterAll(async () => await app.stop());

const send = async (token: TokenOptions, request: SetRequest) => await sendTo(app, token, request);

const user = (scp: string, roles?: readonly string[]): TokenOptions => ({ claims: { scp, ...(roles && { roles }) } });
const application = (...roles: string[]): TokenOptions => ({ claims: { scp: undefined, idtyp: 'app', roles } });
const [role, all] = ['Reports.Forget.All', ['Reports.Read.All', 'Reports.ReadWrite.All', 'Reports.ReadSummary.All']];

const closed: readonly (readonly [what: string, token: TokenOptions])[] = [
  ['an application that may do all else', application(...all)],
  ['a user who may write', user('Reports.ReadWrite.All')],
  ['a user who has the role, which grants nothing', user('Reports.ReadWrite.All', [role])],
  ['a user whose scope is called like the role', user(`Reports.ReadWrite.All ${role}`)],
  ['the role in other letters', application(...all, role.toLowerCase())],
];
/** Each request by which the register could be reached; a report function leads to none. */
const ways = [...setOperations, ...otherWays].flatMap(([what, request]) => {
  const sent = request(register);
  return sent === undefined ? [] : [[what, sent] as const];
});
/** What is refused to everybody, because there is no such operation. */
const absent: readonly string[] = ['PUT', 'PATCH', 'DELETE'];

describe.each(closed)('closed to %s', (_what, token) => {
  test.each(ways)('%s', async (_way, sent) => {
    const { status, text, asked: requests, headers } = await send(token, sent);
    if (!sent[1].includes('$expand=*')) expect(requests).toBe(0);
    if (status === 405) expect(absent).toContain(sent[0]);
    // The singleton does not lead to it.
    else if (/^\/v1.0\/(?:reports|copilot)/.test(sent[1]) && !sent[1].includes('$expand=*'))
      expect([text, [400, 404].includes(status)]).toEqual([text, true]);
    else if (sent[1].includes('$expand=*')) expect(text).not.toContain(register.name);
    else {
      expect([text, status]).toEqual([text, 403]);
      if (sent[0] !== 'HEAD') expect(text).toContain(role);
      expect(headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
    }
  });

  test('in a batch that part alone is refused', async () => {
    const urls = [model[0]?.name ?? '', register.name, `${register.name}/$count`];
    const body = JSON.stringify({ requests: urls.map((url, at) => ({ id: String(at), method: 'GET', url })) });
    const { text } = await send(token, ['POST', '/v1.0/$batch', body]);
    const { responses } = JSON.parse(text) as { readonly responses: readonly { readonly status: number }[] };
    expect(responses.map(({ status }) => status)).toEqual([200, 403, 403]);
  });
});

describe('an application with the role', () => {
  const [alone, reader] = [application(role), application(role, 'Reports.Read.All')];
  const path = `/v1.0/${register.name}`;

  test.each(ways)('and leave to read is answered: %s', async (_way, sent) => {
    const { status, text } = await send(reader, sent);
    expect([text, [200, 204, 400, 404, 405].includes(status)]).toEqual([text, true]);
  });

  test.each(['', '/$count', '/delta', "?$filter=mode eq 'delete'", "('nobody')"])(
    'alone reads the register: %s',
    async (rest) => {
      expect([200, 404]).toContain((await send(alone, ['GET', path + rest])).status);
    },
  );

  test.each([
    ['GET', `/v1.0/${model[0]?.name ?? ''}`],
    ['GET', '/v1.0/'],
    ['PATCH', `/v1.0/${model[0]?.name ?? ''}('a')`, '{}'],
    ['GET', `${path}?$filter=$root/reports/${model[0]?.name ?? ''}/any()`],
  ] as const)('alone reaches nothing else: %s %s', async (...request) => {
    const { status, asked: requests } = await send(alone, request);
    expect([[400, 403, 501].includes(status), requests]).toEqual([true, 0]);
  });

  test('makes requests, reads and ends them, and cannot change them', async () => {
    const computed = { id: 'ada', state: 'done', digests: [], pseudonym: 'ada', rowsDeleted: 7 };
    const body = JSON.stringify({ names: [' Ada@Contoso.com ', 'Ada@Contoso.com'], mode: 'pseudonym', ...computed });
    const { status, text, headers } = await send(alone, ['POST', path, body]);
    expect([text, status]).toEqual([text, 201]);
    const made = JSON.parse(text) as Record<string, unknown>;
    expect(made).toMatchObject({
      names: ['Ada@Contoso.com'],
      mode: 'pseudonym',
      state: 'waiting',
      rowsLookedAt: 0,
      place: null,
      rowsDeleted: 0,
    });
    expect(made['pseudonym']).toMatch(/^[0-9a-f]{32}$/);
    // The name, the pseudonym, and the part of the address of a personal site that either may stand in.
    expect(made['digests']).toHaveLength(4);
    const own = new URL(headers.get('location') ?? '').pathname;
    for (const method of ['PATCH', 'PUT']) expect((await send(alone, [method, own, '{}'])).status).toBe(405);
    expect((await send(alone, ['GET', `${own}/state`])).text).toContain('waiting');
    expect((await send(alone, ['OPTIONS', own])).headers.get('allow')).toBe('GET, DELETE, HEAD, OPTIONS');
    expect((await send(alone, ['DELETE', own])).status).toBe(204);
  });

  test.each([
    [{ names: ['ada@x'], mode: 'rename' }, 'mode'],
    [{ names: ['ada@x'] }, 'mode'],
    [{ mode: 'delete' }, 'names'],
    [{ names: [], mode: 'delete' }, 'names'],
    [{ names: Array.from({ length: 51 }, (_, at) => `n${at}`), mode: 'delete' }, 'names'],
    [{ names: ['ada@x', ' '], mode: 'delete' }, 'names/1'],
    [{ names: ['a'], mode: 'delete' }, 'names/0'],
    [{ names: ['00000000-0000-0000-0000-000000000000'], mode: 'delete' }, 'names/0'],
  ])('%j is refused, which names %s', async (body, target) => {
    const { status, text } = await send(alone, ['POST', path, JSON.stringify(body)]);
    expect([status, JSON.parse(text)]).toMatchObject([400, { error: { target } }]);
  });
});
