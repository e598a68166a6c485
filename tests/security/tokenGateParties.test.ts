import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import type { TokenOptions } from '../support/entraToken.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { gateOn, refusalOf } from '../support/tokenGateSetup.ts';

const guest = '11111111-2222-4333-8444-555555555555';
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
let entra: EntraServer;

beforeAll(async () => {
  entra = await startEntraServer();
});
afterAll(() => entra.close());
afterEach(() => {
  entra.state.published = [entra.state.key.jwk];
});

/** `ok`, or status and message of the refusal, under changed settings. */
async function outcome(options: TokenOptions, auth: Partial<Settings['auth']> = {}): Promise<string> {
  const gate = gateOn(entra, auth);
  const token = await entra.sign(options);
  const attempt = gate.authenticate(`Bearer ${token}`).then(() => 'ok');
  return await attempt.catch(async () => {
    const { status, innerCode } = await refusalOf(gate.authenticate(`Bearer ${token}`));
    return `${status} ${innerCode} ${/"reason":"(\w+)"/.exec(gate.logged.at(-1) ?? '')?.[1] ?? ''}`;
  });
}

const from = (tenant: string, version: '1.0' | '2.0' = '2.0'): TokenOptions => ({
  version,
  claims: { tid: tenant, iss: version === '2.0' ? `${entra.origin}/${tenant}/v2.0` : `${entra.origin}/${tenant}/` },
});

describe('an authority of many tenants', () => {
  test.each(['1.0', '2.0'] as const)('serves the tenants on the list, version %s', async (version) => {
    const auth = { authority: entra.organizations, tenants: [entra.tenant, guest] };
    await expect(outcome({ version }, auth)).resolves.toBe('ok');
    await expect(outcome(from(guest, version), auth)).resolves.toBe('ok');
    const alone = { ...auth, tenants: [entra.tenant] };
    await expect(outcome(from(guest, version), alone)).resolves.toBe('401 InvalidAuthenticationToken tenantNotAllowed');
  });

  test('holds issuer and tenant together', async () => {
    const auth = { authority: entra.organizations, tenants: [entra.tenant, guest] };
    const mixed = { claims: { iss: `${entra.origin}/${guest}/v2.0` } };
    await expect(outcome(mixed, auth)).resolves.toBe('401 InvalidAuthenticationToken issuerWrong');
    const template = { claims: { iss: `${entra.origin}/{tenantid}/v2.0` } };
    await expect(outcome(template, auth)).resolves.toBe('401 InvalidAuthenticationToken issuerWrong');
  });

  test('refuses personal accounts even when their tenant is on the list', async () => {
    const auth = { authority: entra.organizations, tenants: [personalTenant] };
    await expect(outcome(from(personalTenant), auth)).resolves.toBe('401 PersonalAccountNotSupported personalAccount');
  });
});

describe('the authority of one tenant', () => {
  test('vouches for no other tenant, also if that one is on the list', async () => {
    await expect(outcome(from(guest), { tenants: [entra.tenant, guest] })).resolves.toBe(
      '401 InvalidAuthenticationToken issuerWrong',
    );
  });

  test('does not pass off one tenant as another in its own metadata', async () => {
    entra.state.metadata = { issuer: `${entra.origin}/${guest}/v2.0` };
    const claims = { iss: `${entra.origin}/${guest}/v2.0` };
    await expect(outcome({ claims })).resolves.toBe('401 InvalidAuthenticationToken issuerWrong');
    entra.state.metadata = {};
  });

  test('a token of one version is not judged by the metadata of the other', async () => {
    const v1Issuer = { claims: { iss: `${entra.origin}/${entra.tenant}/` } };
    await expect(outcome(v1Issuer)).resolves.toBe('401 InvalidAuthenticationToken issuerWrong');
    const v2Issuer = { version: '1.0', claims: { iss: `${entra.origin}/${entra.tenant}/v2.0` } } as const;
    await expect(outcome(v2Issuer)).resolves.toBe('401 InvalidAuthenticationToken issuerWrong');
  });
});

describe('a key with an issuer of its own', () => {
  const withIssuer = (issuer: unknown): void => {
    entra.state.published = [{ ...entra.state.key.jwk, issuer }];
  };

  test('signs for that issuer only', async () => {
    withIssuer(`${entra.origin}/${entra.tenant}/v2.0`);
    await expect(outcome({})).resolves.toBe('ok');
    withIssuer(`https://login.microsoftonline.com/${personalTenant}/v2.0`);
    await expect(outcome({})).resolves.toBe('401 InvalidAuthenticationToken keyIssuerWrong');
    withIssuer('{tenantid}');
    await expect(outcome({})).resolves.toBe('401 InvalidAuthenticationToken keyIssuerWrong');
  });

  test.each([
    ['of another cloud', { cloud_instance_name: 'microsoftonline.us' }],
    ['for encryption', { use: 'enc' }],
    ['for another algorithm', { alg: 'RS512' }],
    ['with an issuer that is no text', { issuer: 5 }],
    ['that is no RSA key', { kty: 'oct', k: 'c2VjcmV0' }],
    ['without modulus', { n: undefined }],
  ])('a key %s is not used', async (_, changed) => {
    const { jwk } = entra.state.key;
    entra.state.published = [
      { ...jwk, ...changed },
      { ...jwk, kid: 'another' },
    ];
    await expect(outcome({})).resolves.toBe('401 InvalidAuthenticationToken keyUnknown');
  });
});

describe('audiences', () => {
  const base = 'https://reports.contoso.com';
  const id = 'c0ffee00-1234-4abc-8def-0123456789ab';
  const audiences = [id, base, 'api://reports'];
  const rows: readonly (readonly [version: '1.0' | '2.0', aud: string, expected: boolean])[] = [
    ['2.0', id, true],
    ['2.0', base, false],
    ['2.0', 'api://reports', false],
    ['1.0', id, true],
    ['1.0', `api://${id}`, true],
    ['1.0', `api://${id}/`, false],
    ['1.0', base, true],
    ['1.0', `${base}/`, true],
    ['1.0', `${base}//`, false],
    ['1.0', `${base}/x`, false],
    ['1.0', `${base}.evil.example`, false],
    ['1.0', 'HTTPS://reports.contoso.com', false],
    ['1.0', 'api://reports', true],
    ['1.0', 'api://reports/', false],
    ['1.0', 'api://other', false],
  ];
  test.each(rows)('version %s, %s: %s', async (version, aud, expected) => {
    const found = await outcome({ version, claims: { aud } }, { audiences });
    expect(found).toBe(expected ? 'ok' : '401 InvalidAuthenticationToken audienceWrong');
  });

  test('an App ID URI configured with a slash is met without it', async () => {
    const auth = { audiences: [id, `${base}/`] };
    await expect(outcome({ version: '1.0', claims: { aud: base } }, auth)).resolves.toBe('ok');
  });
});

describe('the client allow-list', () => {
  test('lets its clients in, in any case of letters, and no others', async () => {
    const auth = { clients: [entra.client] };
    await expect(outcome({}, auth)).resolves.toBe('ok');
    await expect(outcome({ claims: { azp: entra.client.toUpperCase() } }, auth)).resolves.toBe('ok');
    await expect(outcome({ version: '1.0' }, auth)).resolves.toBe('ok');
    const refusal = '403 Authorization_RequestDenied clientNotAllowed';
    await expect(outcome({ claims: { azp: guest } }, auth)).resolves.toBe(refusal);
    await expect(outcome({ claims: { azp: undefined, appid: entra.client } }, auth)).resolves.toBe(refusal);
    await expect(outcome({ version: '1.0', claims: { appid: undefined, azp: entra.client } }, auth)).resolves.toBe(
      refusal,
    );
    await expect(outcome({ claims: { azp: [entra.client] } }, auth)).resolves.toBe(refusal);
  });

  test('an expired token is expired, whoever it was issued to', async () => {
    const claims = { exp: Math.floor(Date.now() / 1000) - 300, azp: guest };
    await expect(outcome({ claims }, { clients: [entra.client] })).resolves.toBe(
      '401 InvalidAuthenticationToken expired',
    );
  });
});
