/**
 * Who may read details: reports with a row for each user, group, team, site or mailbox. What closes them is decided from the
 * request alone, before storage is asked, however a set is reached.
 */
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { countedRequests } from '../support/countedRequests.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { TokenOptions } from '../support/entraToken.ts';
import { otherWays, setOperations, type SetRequest, type SetWay } from '../support/setRequests.ts';
import type { StartedApp } from '../support/testApp.ts';

const details = model.filter(({ shape }) => shape === 'detail');
const has = ({ properties }: EntityType): boolean => Object.values(properties).some(({ collection }) => collection);
const [detail, series] = [details.find(has)!, model.find(({ shape }) => shape === 'series')!];
const id = 'nobody';

const { rows, send } = countedRequests();
const apps = {} as Record<'scope' | 'role', StartedApp>;
beforeAll(async () => {
  apps.scope = await startInProcess({ rows });
  apps.role = await startInProcess({ rows, auth: { detailsRole: true } });
});
afterAll(async () => {
  await apps.scope.stop();
  await apps.role.stop();
});

const user = (scp: string, roles?: unknown): TokenOptions => ({
  claims: { scp, ...(roles !== undefined && { roles }) },
});
const application = (...roles: string[]): TokenOptions => ({ claims: { scp: undefined, idtyp: 'app', roles } });
const [read, role] = ['Reports.Read.All', 'Reports.Details'];

/** Tokens that details are closed to, and the names of what they lack. */
const closed: readonly (readonly [
  what: string,
  app: 'scope' | 'role',
  token: TokenOptions,
  missing: readonly string[],
])[] = [
  ['an application that may read summaries', 'scope', application('Reports.ReadSummary.All'), [read]],
  ['a user whose app may read summaries', 'scope', user('Reports.ReadSummary.All'), [read]],
  [
    'a role beside the scope for summaries, which grants nothing',
    'role',
    user('Reports.ReadSummary.All', [role]),
    [read],
  ],
  ['neither scope nor role', 'role', user('Reports.ReadSummary.All'), [read, role]],
  ['a user of Excel without the role', 'role', user('user_impersonation'), [role]],
  [
    'a user who may write, with other roles',
    'role',
    user('Reports.ReadWrite.All', ['reports.details', read, 1]),
    [role],
  ],
  ['a role that is no list', 'role', user(read, role), [role]],
];

/** Tokens that details are open to. */
const open: readonly (readonly [what: string, app: 'scope' | 'role', token: TokenOptions])[] = [
  ['a user who may write', 'scope', user('Reports.ReadWrite.All')],
  ['an application that may write', 'role', application('Reports.ReadWrite.All')],
  ['a user who may write and has the role', 'role', user('Reports.ReadWrite.All', ['other', role])],
];

const everything: readonly SetWay[] = [...setOperations, ...otherWays];
/** Each operation with every type; the other ways do not depend on it. */
const tried = [
  ...setOperations.map((each) => [...each, details] as const),
  ...otherWays.map((each) => [...each, [detail]] as const),
];

test('every operation of a set is among them', () => {
  expect(details.length).toBeGreaterThan(20);
  expect(setOperations.length).toBeGreaterThan(20);
});

describe.each(open)('open to %s', (_what, app, token) => {
  test.each(everything)('%s', async (_way, request) => {
    const sent = request(detail);
    if (sent === undefined) throw new Error('the first type of details has everything');
    const { status, text, asked: requests } = await send(apps[app], token, sent);
    expect([text, [200, 201, 204, 404].includes(status)]).toEqual([text, true]);
    // Nothing is stored of an empty list, and nothing has changed since now.
    const needsNothing = sent[2]?.includes('#$delta') === true || sent[1].includes('latest');
    expect(requests > 0 || needsNothing).toBe(true);
  });
});

describe.each(closed)('closed to %s', (_what, app, token, missing) => {
  const scope = missing.includes(read) ? `, scope="${read}"` : '';
  const mayWrite = String(token.claims?.['scp']).includes('Write');

  test.each(tried)('%s', async (_way, request, types) => {
    for (const type of types) {
      const sent = request(type);
      if (sent === undefined) continue;
      const { status, text, asked: requests, headers } = await send(apps[app], token, sent);
      expect([type.name, status, requests]).toEqual([type.name, 403, 0]);
      const isWrite = !mayWrite && !/^(?:GET|HEAD)$/.test(sent[0]) && !sent[1].endsWith('$query');
      const named = isWrite ? ['Reports.ReadWrite.All'] : missing;
      if (sent[0] !== 'HEAD') for (const name of named) expect(text).toContain(name);
      if (!isWrite) expect(headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope"${scope}`);
    }
  });

  test('what is no detail is open', async () => {
    for (const type of model.filter(({ shape, isRegister }) => shape !== 'detail' && isRegister !== true)) {
      for (const path of [`/v1.0/${type.name}`, `/v1.0/reports?$expand=${type.name}`, `/v1.0/${type.name}/delta`]) {
        expect([path, (await send(apps[app], token, ['GET', path])).status]).toEqual([path, 200]);
      }
    }
  });

  test.each(['/v1.0/', '/v1.0/$metadata', '/v1.0/reports'])('%s is the same as to others', async (path) => {
    const own = await send(apps[app], token, ['GET', path]);
    expect(own.status).toBe(200);
    expect(own.text).toBe((await send(apps.scope, user('Reports.ReadWrite.All'), ['GET', path])).text);
  });

  test('in a batch that part alone is refused', async () => {
    const urls = [series.name, detail.name, `${detail.name}('${id}')`, `${series.name}/$count`];
    const body = JSON.stringify({ requests: urls.map((url, at) => ({ id: String(at), method: 'GET', url })) });
    const { text } = await send(apps[app], token, ['POST', '/v1.0/$batch', body]);
    const { responses } = JSON.parse(text) as { readonly responses: readonly { readonly status: number }[] };
    expect(responses.map(({ status }) => status)).toEqual([200, 403, 403, 200]);
  });

  test('a link to a page or to changes that another got is of no use', async () => {
    const [writer, path] = [user('Reports.ReadWrite.All', [role]), `/v1.0/${detail.name}`];
    for (const each of ['one', 'two']) await send(apps[app], writer, ['PUT', `${path}('${each}')`, '{}']);
    for (const first of [`${path}/delta`, path]) {
      const Authorization = `Bearer ${apps[app].sign(writer)}`;
      const response = await apps[app].fetch(first, { headers: { Authorization, Prefer: 'maxpagesize=1' } });
      const link = /"@odata\.\w+Link":"https:\/\/reports\.example([^"]+)"/.exec(await response.text())?.[1];
      expect(link).toMatch(/\$(?:skip|delta)token=/);
      expect((await send(apps[app], writer, ['GET', link!])).status).toBe(200);
      expect(await send(apps[app], token, ['GET', link!])).toMatchObject({ status: 403, asked: 0 });
    }
  });

  test('the answer does not tell whether the row exists', async () => {
    const path = `/v1.0/${detail.name}`;
    await send(apps[app], user('Reports.ReadWrite.All', [role]), ['PUT', `${path}('one')`, '{}']);
    const [there, absent] = await Promise.all(
      ['one', 'none'].map(async (key) => {
        const answers = [];
        for (const method of ['GET', 'DELETE']) {
          const { status, text } = await send(apps[app], token, [method, `${path}('${key}')`]);
          answers.push([status, (JSON.parse(text) as { error: { message: string } }).error.message]);
        }
        return answers;
      }),
    );
    expect(there).toEqual(absent);
  });
});

test('the role alone is no permission', async () => {
  const request: SetRequest = ['GET', `/v1.0/${series.name}`];
  expect((await send(apps.role, application(role), request)).status).toBe(403);
  expect((await send(apps.role, user('other', [role]), request)).status).toBe(403);
});
