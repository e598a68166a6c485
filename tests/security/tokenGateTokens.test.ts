import { createHmac, createPublicKey } from 'node:crypto';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { createEntraKey, type TokenOptions } from '../support/entraToken.ts';
import { gateOn, refusalOf, type GateUnderTest } from '../support/tokenGateSetup.ts';

const now = Math.floor(Date.now() / 1000);
const attacker = createEntraKey();
const otherTenant = '11111111-2222-4333-8444-555555555555';
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
let entra: EntraServer;
let gate: GateUnderTest;

beforeAll(async () => {
  entra = await startEntraServer();
  gate = gateOn(entra);
});
afterAll(() => entra.close());

/** The reason word the gate logs for a token. */
async function reasonFor(options: TokenOptions, under: GateUnderTest = gate): Promise<string> {
  const token = await entra.sign(options);
  await refusalOf(under.authenticate(`Bearer ${token}`));
  return (JSON.parse(under.logged.at(-1) ?? '[]') as [string, string, { reason: string }])[2].reason;
}

test.each(['1.0', '2.0'] as const)('a genuine token of version %s makes its caller', async (version) => {
  await expect(gate.authenticate(`Bearer ${await entra.sign({ version })}`)).resolves.toMatchObject({
    tenant: entra.tenant,
    client: entra.client,
    permissions: { read: true, write: true, missingForDetails: [] },
  });
});

const claims = (changed: Record<string, unknown>): TokenOptions => ({ issuedAt: now, claims: changed });
const v1 = (changed: Record<string, unknown>): TokenOptions => ({ ...claims(changed), version: '1.0' });
const header = (changed: Record<string, unknown>): TokenOptions => ({ header: changed });

const refused: readonly (readonly [what: string, options: TokenOptions, reason: string])[] = [
  ['alg none', { header: { alg: 'none' }, signature: () => Buffer.from('x') }, 'algorithmNotAllowed'],
  ['alg nOnE', header({ alg: 'nOnE' }), 'algorithmNotAllowed'],
  ['alg RS512', header({ alg: 'RS512' }), 'algorithmNotAllowed'],
  ['alg PS256', header({ alg: 'PS256' }), 'algorithmNotAllowed'],
  ['no alg', header({ alg: undefined }), 'algorithmNotAllowed'],
  ['alg as array', header({ alg: ['RS256'] }), 'algorithmNotAllowed'],
  ['typ at+jwt (RFC 9068)', header({ typ: 'at+jwt' }), 'typeNotAllowed'],
  ['no typ', header({ typ: undefined }), 'typeNotAllowed'],
  ['x5t that is no string', header({ x5t: 5 }), 'typeNotAllowed'],
  ['an embedded key', { header: { jwk: attacker.jwk }, key: attacker }, 'headerMemberNotAllowed'],
  ['jku', header({ jku: 'https://evil.example/keys' }), 'headerMemberNotAllowed'],
  ['x5u', header({ x5u: 'https://evil.example/c' }), 'headerMemberNotAllowed'],
  ['x5c', header({ x5c: ['MIIB'] }), 'headerMemberNotAllowed'],
  ['b64 without crit', header({ b64: false }), 'headerMemberNotAllowed'],
  ['crit', header({ crit: [] }), 'headerMemberNotAllowed'],
  ['cty JWT', header({ cty: 'JWT' }), 'headerMemberNotAllowed'],
  ['zip', header({ zip: 'DEF' }), 'headerMemberNotAllowed'],
  ['a header name in two cases', { headerText: '"Alg":"none"' }, 'headerMemberNotAllowed'],
  ['a header name twice', { headerText: '"alg":"RS256"' }, 'tokenMalformed'],
  ['a nonce, as Graph writes it', header({ nonce: 'abc' }), 'microsoftGraphToken'],
  ['no kid', header({ kid: undefined, x5t: 'k' }), 'keyIdMissing'],
  ['a number as kid', header({ kid: 5 }), 'keyIdMissing'],
  ['an array as kid', header({ kid: ['k1'] }), 'keyIdMissing'],
  ['a control character in kid', header({ kid: 'k1\u0000' }), 'keyIdMissing'],
  ['an overlong kid', header({ kid: 'k'.repeat(257) }), 'keyIdMissing'],
  ['a kid nobody published', { key: attacker, header: { kid: attacker.kid } }, 'keyUnknown'],
  ['a kid with a name of Object.prototype', header({ kid: '__proto__' }), 'keyUnknown'],
  ["an attacker's signature", { key: attacker }, 'signatureWrong'],
  ['a claim twice', { claimsText: '"scp":"Reports.ReadWrite.All"' }, 'claimsMalformed'],
  ['tid and Tid', { claimsText: `"Tid":"${otherTenant}"` }, 'claimsMalformed'],
  ['roles and ROLES', { claimsText: '"roles":[],"ROLES":[]' }, 'claimsMalformed'],
  ['no ver', claims({ ver: undefined }), 'versionUnknown'],
  ['ver 3.0', claims({ ver: '3.0' }), 'versionUnknown'],
  ['ver as number', claims({ ver: 2 }), 'versionUnknown'],
  ['ver with a name of Object.prototype', claims({ ver: 'constructor' }), 'versionUnknown'],
  ['no tid', claims({ tid: undefined }), 'tenantMalformed'],
  ...['$&', '../common', '{tenantid}', 'common', '$`'].map(
    (tid) => [`tid ${tid}`, claims({ tid }), 'tenantMalformed'] as const,
  ),
  ['no iss', claims({ iss: undefined }), 'issuerWrong'],
  ['tid of another tenant', claims({ tid: otherTenant }), 'issuerWrong'],
  ['the personal tenant', claims({ tid: personalTenant }), 'personalAccount'],
  ['aud of another API', claims({ aud: '99999999-9999-9999-9999-999999999999' }), 'audienceWrong'],
  ['no aud', claims({ aud: undefined }), 'audienceWrong'],
  ['aud as array', claims({ aud: ['c0ffee00-1234-4abc-8def-0123456789ab'] }), 'audienceWrong'],
  ['the v1 audience in a v2 token', claims({ aud: 'api://c0ffee00-1234-4abc-8def-0123456789ab' }), 'audienceWrong'],
  ['aud of Graph', claims({ aud: '00000003-0000-0000-c000-000000000000' }), 'microsoftGraphToken'],
  ['aud of Graph as address', v1({ aud: 'https://graph.microsoft.com/' }), 'microsoftGraphToken'],
  ['aud of Graph in China', v1({ aud: 'https://microsoftgraph.chinacloudapi.cn' }), 'microsoftGraphToken'],
  ['no exp', claims({ exp: undefined }), 'timesMalformed'],
  ['no iat', claims({ iat: undefined }), 'timesMalformed'],
  ['exp as string', claims({ exp: String(now + 600) }), 'timesMalformed'],
  ['exp with a fraction', claims({ exp: now + 600.5 }), 'timesMalformed'],
  ['exp beyond every double', { claims: { exp: undefined }, claimsText: '"exp":1e400' }, 'timesMalformed'],
  ['exp beyond 2^53', { claims: { exp: undefined }, claimsText: '"exp":9007199254740993' }, 'timesMalformed'],
  ['nbf null', claims({ nbf: null }), 'timesMalformed'],
  ['a negative iat', claims({ iat: -5 }), 'timesMalformed'],
  ['exp 2 minutes ago', claims({ exp: now - 120 }), 'expired'],
  ['nbf in 10 minutes', claims({ nbf: now + 600 }), 'notYetValid'],
  ['iat in 10 minutes', claims({ iat: now + 600 }), 'notYetValid'],
  ['a life of 10 years', claims({ exp: now + 315_360_000 }), 'lifetimeTooLong'],
  ['iat 3 days ago', claims({ iat: now - 259_200 }), 'lifetimeTooLong'],
  ['no client, as in an ID token', claims({ azp: undefined }), 'clientMissing'],
  ['appid in a v2 token', claims({ azp: undefined, appid: 'a1b2c3d4-0000-4000-8000-00000000c11e' }), 'clientMissing'],
  ['azp in a v1 token', v1({ appid: undefined, azp: 'a1b2c3d4-0000-4000-8000-00000000c11e' }), 'clientMissing'],
  ['a client that is no GUID', claims({ azp: 'x' }), 'clientNotAllowed'],
];

test.each(refused)('refuses %s', async (_, options, reason) => {
  const requests = entra.requests.length;
  await expect(reasonFor(options)).resolves.toBe(reason);
  expect(entra.requests.slice(requests).every((path) => path.startsWith(`/${entra.tenant}/`))).toBe(true);
});

test.each(['', '/v2.0/', '@evil/v2.0', '.evil.example/v2.0'])('refuses a look-alike issuer (%s)', async (end) => {
  const iss = end === '' ? `${entra.origin}/${otherTenant}/v2.0` : `${entra.origin}/${entra.tenant}${end}`;
  await expect(reasonFor({ claims: { iss } })).resolves.toBe('issuerWrong');
});

test('refuses the public key, in any spelling, as secret of HS256', async () => {
  const { jwk } = entra.state.key;
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' });
  for (const secret of [pem, String(jwk['n']), '']) {
    const signature = (signed: string): Buffer => createHmac('sha256', secret).update(signed).digest();
    await expect(reasonFor({ header: { alg: 'HS256' }, signature })).resolves.toBe('algorithmNotAllowed');
    await expect(reasonFor({ signature })).resolves.toBe('signatureWrong');
  }
});

test('the skew of 60 seconds counts on both sides, to the second', async () => {
  const under = gateOn(entra);
  under.clock = now * 1000;
  await expect(under.authenticate(`Bearer ${await entra.sign(claims({ exp: now - 59 }))}`)).resolves.toBeDefined();
  await expect(reasonFor(claims({ exp: now - 60 }), under)).resolves.toBe('expired');
  await expect(under.authenticate(`Bearer ${await entra.sign(claims({ nbf: now + 60 }))}`)).resolves.toBeDefined();
  await expect(reasonFor(claims({ nbf: now + 61 }), under)).resolves.toBe('notYetValid');
  const longest = claims({ iat: now, exp: now + 28 * 3600 });
  await expect(under.authenticate(`Bearer ${await entra.sign(longest)}`)).resolves.toBeDefined();
  await expect(reasonFor(claims({ iat: now, exp: now + 28 * 3600 + 1 }), under)).resolves.toBe('lifetimeTooLong');
});

test('no refusal repeats token material, and every 401 is a sound challenge', async () => {
  for (const [, options] of refused) {
    const error = await refusalOf(gate.authenticate(`Bearer ${await entra.sign(options)}`));
    const text = JSON.stringify([error.message, error.headers]);
    for (const value of Object.values({ ...options.claims, ...options.header })) {
      if (typeof value === 'string' && value.length > 8 && !value.includes(entra.audience))
        expect(text).not.toContain(value);
    }
    expect([401, 403]).toContain(error.status);
    expect(error.headers['WWW-Authenticate']).toMatch(/^Bearer (?:[a-z_]+="[\x20\x21\x23-\x5b\x5d-\x7e]*"(?:, |$))+$/);
  }
  expect(gate.logged.join('\n')).not.toMatch(/eyJ/);
});
