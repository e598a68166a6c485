// A replay of Power Query (Excel, Power BI): how it signs in with an organisational account, and what it asks for.
// https://learn.microsoft.com/power-query/connector-authentication, https://learn.microsoft.com/powerquery-m/odata-feed
import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { signAccessToken } from '../../local/issuer/signAccessToken.ts';
import { loadSigningKey } from '../../local/issuer/signingKey.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { graphLikeEntities } from '../support/graphLikeEntities.ts';
import { storageScope } from '../support/storageScope.ts';
import { writeEntities } from '../support/writeEntities.ts';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';

/** Client id of Power Query for Excel, Power BI Desktop and the gateway. */
const powerQuery = 'a672d62c-fc7b-4e81-a576-e60dc46e951d';
const api = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704';
const set = 'office365ActiveUserCounts';
/** As logged by a service (NLstn/go-odata issue 874). */
const mashup = {
  'User-Agent': 'Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)',
  MaxDataServiceVersion: '3.0',
  'OData-MaxVersion': '4.0',
  Accept:
    'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
  'Accept-Encoding': 'gzip, deflate',
};
const stored = 2400;
let app: ProxiedApp;
let token: string;

interface Feed {
  readonly '@odata.context': string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

/** Sends a request as Power Query does, and checks what it checks in every answer. */
async function get(url: string, authorization = `Bearer ${token}`): Promise<Response> {
  const response = await fetch(url, { headers: { ...mashup, Authorization: authorization } });
  const { rawHeaders } = app.exchanges.at(-1)!;
  const versions = rawHeaders.filter((_, at) => rawHeaders[at - (at % 2)]?.toLowerCase() === 'odata-version');
  if (response.ok) {
    // Twice, even in different case, ends in "A supported MIME type could not be found".
    expect(versions).toEqual([expect.any(String), '4.0']);
    expect(response.headers.get('content-type')).not.toBeNull();
  }
  return response;
}

async function read(url: string): Promise<Feed> {
  const response = await get(url);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${text}`);
  expect(response.headers.get('content-type')).toMatch(/^application\/json;odata.metadata=minimal\b/);
  return JSON.parse(text) as Feed;
}

/** The authorization code flow of the v1 endpoints that the challenge names, for the resource that is the base URL. */
async function signIn(authorizationUri: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = 'http://localhost:51000/';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: powerQuery,
    redirect_uri: redirectUri,
    resource: app.url,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'x',
  });
  const answer = await fetch(`${authorizationUri}?${query.toString()}`, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: powerQuery,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  });
  const issued = await fetch(authorizationUri.replace(/authorize$/, 'token'), { method: 'POST', body });
  const { access_token: accessToken } = (await issued.json()) as { access_token: string };
  return accessToken;
}

async function challengedAt(path: string): Promise<string> {
  const response = await get(`${app.url}${path}`, 'Bearer');
  expect(response.status).toBe(401);
  const challenge = response.headers.get('www-authenticate') ?? '';
  expect(challenge).toMatch(/^Bearer /);
  expect(challenge).not.toContain('error=');
  return /\bauthorization_uri="([^"]+)"/.exec(challenge)?.[1] ?? '';
}

beforeAll(async () => {
  app = await startProxiedApp({ settings: (url) => ({ AUTH_AUDIENCE: `${api},${url}` }) });
  const connectionString = app.settings['ReportsStorage'] ?? '';
  const { tid } = decodeJwt<{ tid: string }>(await app.token());
  const scope = storageScope({ tenant: tid, milliseconds: 100_000 });
  const rows = connectTableRows({ kind: 'connectionString', connectionString });
  await writeEntities(rows, scope, office365ActiveUserCounts, graphLikeEntities(stored, '2026-03-31'));
});
afterAll(async () => await app.stop());

describe('sign-in', () => {
  test.each(['/v1.0', '/v1.0/', `/v1.0/${set}`])(
    '%s challenges an empty bearer with authorization_uri',
    async (path) => {
      const [, origin] = /^(http:\/\/[^/]+)/.exec(app.settings['AUTH_AUTHORITY'] ?? '') ?? [];
      expect(await challengedAt(path)).toMatch(new RegExp(`^${origin}/[0-9a-f-]{36}/oauth2/authorize$`));
    },
  );

  test('the token is for the base URL, of version 1, with user_impersonation, and reads', async () => {
    token = await signIn(await challengedAt('/v1.0/'));
    const claims = decodeJwt<{ scp: string }>(token);
    expect(claims).toMatchObject({ aud: app.url, ver: '1.0', appid: powerQuery });
    expect(claims.scp.split(' ')).toContain('user_impersonation');
    expect((await get(`${app.url}/v1.0/`)).status).toBe(200);
  });

  test.each([
    ['without', ''],
    ['with', '/'],
  ])('user_impersonation alone, %s a slash behind the audience, reads and does not write', async (_, slash) => {
    const authority = new URL(app.settings['AUTH_AUTHORITY'] ?? '');
    const alone = await signAccessToken(await loadSigningKey(app.dataDir), {
      origin: authority.origin,
      tenant: authority.pathname.slice(1),
      version: 1,
      audience: `${app.url}${slash}`,
      client: powerQuery,
      confidential: false,
      scopes: ['user_impersonation'],
    });
    const authorization = `Bearer ${alone}`;
    expect((await get(`${app.url}/v1.0/${set}?$top=1`, authorization)).status).toBe(200);
    const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
    const written = await fetch(`${app.url}/v1.0/${set}`, { method: 'POST', headers, body: '{}' });
    expect(written.status).toBe(403);
  });
});

describe('reading', () => {
  beforeAll(async () => {
    token = await signIn(await challengedAt('/v1.0/'));
  });

  test.each(['/v1.0', '/v1.0/'])('%s is the service document, in JSON', async (path) => {
    const { value, ...rest } = await read(`${app.url}${path}`);
    expect(rest).toEqual({ '@odata.context': `${app.url}/v1.0/$metadata` });
    expect(value).toContainEqual({ name: set, kind: 'EntitySet', url: set });
  });

  test.each([
    ['as for data', mashup.Accept],
    ['XML', 'application/xml'],
  ])('$metadata is XML, version 4.0, when Accept is %s', async (_, accept) => {
    const headers = { ...mashup, Authorization: `Bearer ${token}`, Accept: accept };
    const response = await fetch(`${app.url}/v1.0/$metadata`, { headers });
    expect(response.headers.get('content-type')).toMatch(/^application\/xml\b/);
    expect(response.headers.get('odata-version')).toBe('4.0');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toMatch(/^<\?xml [^>]+>\s*<edmx:Edmx [^>]*Version="4.0"/);
  });

  test('the preview asks for the first 1000 rows', async () => {
    const { value, ...rest } = await read(`${app.url}/v1.0/${set}?$top=1000`);
    expect(value).toHaveLength(1000);
    expect(rest).toEqual({ '@odata.context': `${app.url}/v1.0/$metadata#${set}` });
    expect(value[0]).toEqual({
      '@odata.etag': expect.stringMatching(/^W\/"/),
      id: expect.any(String),
      reportRefreshDate: expect.stringMatching(/^2026-/),
      office365: expect.any(Number),
      exchange: null,
      oneDrive: null,
      sharePoint: null,
      skypeForBusiness: null,
      yammer: null,
      teams: null,
      reportDate: expect.any(String),
      reportPeriod: expect.stringMatching(/^(?:7|30|90|180)$/),
    });
  });

  test.each([
    ['the whole feed', ''],
    ['sorted by a column', '?$orderby=reportDate desc'],
    ['with columns chosen', '?$select=id,office365'],
  ])('%s: next links lead to the last row', async (_, query) => {
    const lengths: number[] = [];
    const ids: unknown[] = [];
    let next: string | undefined = `${app.url}/v1.0/${set}${query}`;
    while (next !== undefined) {
      const page: Feed = await read(next);
      lengths.push(page.value.length);
      ids.push(...page.value.map(({ id }) => id));
      next = page['@odata.nextLink'];
      if (next !== undefined) expect(next.startsWith(`${app.url}/v1.0/${set}?`)).toBe(true);
    }
    expect(lengths).toEqual([1000, 1000, 400]);
    expect(new Set(ids).size).toBe(stored);
  });

  test('steps that it folds into the query', async () => {
    const filter = "reportPeriod eq '7' and reportDate ge 2026-03-25 and reportDate lt 2026-04-01 and office365 ge 0";
    const query = `$filter=${encodeURIComponent(
      filter,
    )}&$select=reportDate%2CreportPeriod&$orderby=reportDate%20desc&$skip=1&$top=3`;
    const { value } = await read(`${app.url}/v1.0/${set}?${query}`);
    expect(value).toHaveLength(3);
    for (const row of value) expect(row).toMatchObject({ reportPeriod: '7' });
    const days = value.map(({ reportDate }) => reportDate as string);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  test('Table.RowCount: $count as text, and with a page', async () => {
    const response = await get(`${app.url}/v1.0/${set}/$count`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe(String(stored));
    expect(await read(`${app.url}/v1.0/${set}?$count=true&$top=0`)).toMatchObject({
      '@odata.count': stored,
      value: [],
    });
  });
});
