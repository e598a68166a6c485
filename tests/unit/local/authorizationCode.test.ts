import { createHash } from 'node:crypto';
import { parties, startTestIssuer, type TestIssuer } from '../../support/startTestIssuer.ts';

const { tenant, api, apiUri, client } = parties;
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

const verifier = 'a'.repeat(43);
const redirect = 'http://localhost:5173/callback';
const asked = {
  client_id: client,
  response_type: 'code',
  redirect_uri: redirect,
  scope: `openid api://${api}/Reports.Read.All`,
  state: 'x y',
  nonce: 'n',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};
async function signIn(changed: Record<string, string> = {}, version = '/v2.0') {
  const query = new URLSearchParams({ ...asked, ...changed });
  return await fetch(`${issuer.origin}/${tenant}/oauth2${version}/authorize?${query.toString()}`, {
    redirect: 'manual',
  });
}
async function codeOf(response: Response) {
  await response.body?.cancel();
  return new URL(response.headers.get('location')!).searchParams.get('code')!;
}
const redeem = (code: string, changed: Record<string, string> = {}) =>
  issuer.post(`${tenant}/oauth2/v2.0/token`, {
    grant_type: 'authorization_code',
    client_id: client,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
    ...changed,
  });

test('gives what was asked for, once', async () => {
  const response = await signIn();
  const location = new URL(response.headers.get('location')!);
  expect(location.searchParams.get('state')).toBe('x y');
  const code = await codeOf(response);
  const { body } = await redeem(code);
  expect(await issuer.verify(body['access_token']!, api)).toMatchObject({
    scp: 'Reports.Read.All',
    azp: client,
    azpacr: '0',
  });
  expect(await issuer.verify(body['id_token']!, client)).toMatchObject({ nonce: 'n', name: 'Development User' });
  expect((await redeem(code)).body['error']).toBe('invalid_grant');
});

test('answers in the fragment when asked to', async () => {
  const location = (await signIn({ response_mode: 'fragment' })).headers.get('location')!;
  expect(location).toMatch(/^http:\/\/localhost:5173\/callback#code=/);
});

test('of version 1 gives the scopes of the resource', async () => {
  const code = await codeOf(await signIn({ resource: apiUri }, ''));
  const { body } = await issuer.post(`${tenant}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: client,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });
  const claims = await issuer.verify(body['access_token']!, apiUri);
  expect(claims['scp']).toBe('Reports.ReadSummary.All Reports.Read.All Reports.ReadWrite.All user_impersonation');
});

test.each([
  ['another verifier', { code_verifier: 'b'.repeat(43) }],
  ['another client', { client_id: api }],
  ['another redirect URI', { redirect_uri: 'http://localhost:5173/' }],
])('refuses %s, and the code is spent', async (_name, changed) => {
  const code = await codeOf(await signIn());
  expect((await redeem(code, changed)).body['error']).toBe('invalid_grant');
  expect((await redeem(code)).body['error']).toBe('invalid_grant');
});

test.each(['https://oauth.example/callback', 'http://127.0.0.1.evil.example/', 'javascript:alert(1)', ''])(
  'shows the error instead of redirecting to %j',
  async (redirect_uri) => {
    const response = await signIn({ redirect_uri });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  },
);

test.each([
  ['no PKCE', { code_challenge: '' }, 'invalid_request'],
  ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['an unknown scope', { scope: `api://${api}/Everything` }, 'invalid_scope'],
  ['a token response', { response_type: 'token' }, 'unsupported_response_type'],
])('sends %s back as an error', async (_name, changed, error) => {
  const location = new URL((await signIn(changed)).headers.get('location')!);
  expect(location.searchParams.get('error')).toBe(error);
  expect(location.searchParams.get('state')).toBe('x y');
});
