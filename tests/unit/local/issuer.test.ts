import { statSync } from 'node:fs';
import path from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { developmentToken } from '../../../local/issuer/developmentToken.ts';
import { loadSigningKey } from '../../../local/issuer/signingKey.ts';
import { startIssuer } from '../../../local/issuer/startIssuer.ts';
import { rawRequest } from '../../support/rawRequest.ts';
import { parties, startTestIssuer, type TestIssuer } from '../../support/startTestIssuer.ts';

const { tenant, api, apiUri, client } = parties;
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

describe('metadata', () => {
  test.each([
    [tenant, '', `${tenant}/`],
    [tenant, 'v2.0/', `${tenant}/v2.0`],
    ['organizations', '', '{tenantid}/'],
    ['common', 'v2.0/', '{tenantid}/v2.0'],
  ])('of %s %s', async (segment, version, issuerPath) => {
    const response = await fetch(`${issuer.origin}/${segment}/${version}.well-known/openid-configuration`);
    const { issuer: named } = (await response.json()) as { issuer: string };
    expect(named).toBe(`${issuer.origin}/${issuerPath}`);
  });

  test.each(['', '/', '/contoso/discovery/keys', `/${tenant}/nothing`])('nothing at %j', async (target) => {
    expect((await fetch(issuer.origin + target)).status).toBe(404);
  });

  test('another host name is refused: the issuer is for this machine', async () => {
    const target = `/${tenant}/discovery/keys`;
    expect((await rawRequest(issuer.origin, { target, headers: { host: 'rebound.example' } })).status).toBe(400);
  });
});

test('a page of this machine has its app filled with sample data, no other one', async () => {
  const asked: string[] = [];
  const { tenant: of, api: audience } = parties;
  const key = await loadSigningKey(issuer.dataDir);
  const filling = await startIssuer({ key, tenant: of, audiences: [audience], fill: (app) => asked.push(app) }, 0);
  const ask = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(`${filling.origin}/${of}/sample`, { method: 'POST', headers })).status;
  expect(await ask({ Origin: 'https://elsewhere.example' })).toBe(400);
  expect(await ask({})).toBe(400);
  expect(await ask({ Origin: 'http://127.0.0.1:7071' })).toBe(202);
  await filling.stop();
  expect(asked).toEqual(['http://127.0.0.1:7071']);
});

describe('tokens signed on the spot', () => {
  const settings = () => ({
    AUTH_AUTHORITY: `${issuer.origin}/${tenant}`,
    AUTH_AUDIENCE: `${api},${apiUri}`,
  });

  test('by default let the development user read and write', async () => {
    const claims = await issuer.verify(await developmentToken(settings(), issuer.dataDir), api);
    expect(claims).toMatchObject({ ver: '2.0', tid: tenant, scp: 'Reports.ReadWrite.All', azpacr: '0' });
    expect(claims).not.toHaveProperty('roles');
    for (const name of ['oid', 'sub', 'azp', 'uti', 'iat', 'nbf', 'exp', 'name']) expect(claims).toHaveProperty(name);
  });

  test('with roles alone are those of an application', async () => {
    const claims = await issuer.verify(
      await developmentToken(settings(), issuer.dataDir, { roles: ['Reports.Read.All'] }),
      api,
    );
    expect(claims).toMatchObject({ idtyp: 'app', roles: ['Reports.Read.All'], azpacr: '1', sub: claims['oid'] });
    expect(claims).not.toHaveProperty('scp');
  });

  test('in version 1 and for another tenant', async () => {
    const other = '99999999-2222-4333-8444-555555555555';
    const token = await developmentToken(settings(), issuer.dataDir, { version: 1, tenant: other, scopes: ['a', 'b'] });
    const claims = await issuer.verify(token, `api://${api}`);
    expect(claims).toMatchObject({ ver: '1.0', tid: other, scp: 'a b', iss: `${issuer.origin}/${other}/` });
    expect(claims).toHaveProperty('appid');
    expect(decodeProtectedHeader(token)).toMatchObject({ x5t: expect.any(String) as string });
  });

  test('keep their key over restarts, readable by its owner alone', async () => {
    const [one, two] = [await loadSigningKey(issuer.dataDir), await loadSigningKey(issuer.dataDir)];
    expect(one.kid).toBe(two.kid);
    if (process.platform !== 'win32')
      expect(statSync(path.join(issuer.dataDir, 'issuer-key.json')).mode & 0o077).toBe(0);
  });
});

describe('client credentials', () => {
  const form = {
    grant_type: 'client_credentials',
    client_id: client,
    client_secret: 'any',
    scope: `api://${api}/.default`,
  };

  test('give an application all roles', async () => {
    const { response, body } = await issuer.post(`${tenant}/oauth2/v2.0/token`, form);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await issuer.verify(body['access_token']!, api)).toMatchObject({
      azp: client,
      roles: ['Reports.ReadSummary.All', 'Reports.Read.All', 'Reports.ReadWrite.All', 'Reports.Forget.All'],
    });
  });

  test('take the client from Basic authentication too', async () => {
    const { grant_type, scope } = form;
    const authorization = `Basic ${Buffer.from(`${client}:secret`).toString('base64')}`;
    const { response } = await issuer.post(`${tenant}/oauth2/v2.0/token`, { grant_type, scope }, { authorization });
    expect(response.status).toBe(200);
  });

  test('of version 1 name a resource, which becomes the audience', async () => {
    const { body } = await issuer.post(`common/oauth2/token`, { ...form, resource: 'https://reports.example/' });
    expect(await issuer.verify(body['access_token']!, 'https://reports.example/')).toMatchObject({
      ver: '1.0',
      tid: tenant,
      appid: client,
    });
  });

  test.each([
    ['another API', { scope: 'https://graph.microsoft.com/.default' }, 'invalid_resource'],
    ['one permission', { scope: `api://${api}/Reports.Read.All` }, 'invalid_scope'],
    ['two APIs', { scope: `api://${api}/.default ${api}/.default` }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['no secret', { client_secret: '' }, 'invalid_client'],
    ['a client that is no GUID', { client_id: 'me' }, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuse %s', async (_name, changed, error) => {
    const { response, body } = await issuer.post(`${tenant}/oauth2/v2.0/token`, { ...form, ...changed });
    expect({ status: response.status, error: body['error'] }).toEqual({ status: 400, error });
  });
});

describe('CORS', () => {
  test.each([
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['https://evil.example', null],
    ['null', null],
  ])('for %s', async (origin, allowed) => {
    const response = await fetch(`${issuer.origin}/${tenant}/oauth2/v2.0/token`, {
      method: 'OPTIONS',
      headers: { origin },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});
