import { startEntraServer, type EntraServer, type Misbehaviour } from '../support/entraServer.ts';
import { gateOn, refusalOf, type GateUnderTest } from '../support/tokenGateSetup.ts';

let entra: EntraServer;

beforeEach(async () => {
  entra = await startEntraServer();
});
afterEach(() => entra.close());

/** How often the key set was asked for. */
function keyRequests(): number {
  return entra.requests.filter((path) => path.endsWith('/keys')).length;
}

/** A token that is genuine at the gate's time, and new to it. */
async function freshToken(gate: GateUnderTest): Promise<string> {
  return `Bearer ${await entra.sign({ issuedAt: Math.floor(gate.clock / 1000), claims: { uti: String(Math.random()) } })}`;
}

const misbehaviours: readonly (readonly [what: string, misbehaviour: Misbehaviour])[] = [
  ['status 500', { status: 500, body: '{}' }],
  ['status 404', { status: 404, body: '{"keys":[]}' }],
  ['a redirect', { status: 302, headers: { Location: '/common/discovery/keys' } }],
  ['a page of HTML', { status: 200, body: '<html></html>' }],
  ['an empty body', { status: 200 }],
  ['JSON that is no object', { status: 200, body: '[1]' }],
  ['keys that are no array', { status: 200, body: '{"keys":5,"issuer":5}' }],
  ['an empty key set', { status: 200, body: '{"keys":[]}' }],
  ['keys of other kinds only', { status: 200, body: '{"keys":[5,null,{"kty":"oct"}]}' }],
  ['an endless answer', { status: 200, body: `{"keys":["${'x'.repeat(300_000)}"]}` }],
  ['a broken connection', 'reset'],
  ['silence', 'hang'],
];

describe.each([
  ['key set', /keys$/],
  ['metadata', /openid-configuration$/],
])('an authority whose %s cannot be read', (_, at) => {
  test.each(misbehaviours)('because of %s is a 503 and never a 401', async (__, misbehaviour) => {
    entra.state.misbehaviour = misbehaviour;
    entra.state.misbehavesAt = at;
    const gate = gateOn(entra, {}, { loadTimeout: misbehaviour === 'hang' ? 100 : 5000 });
    const error = await refusalOf(gate.authenticate(await freshToken(gate)));
    expect(error).toMatchObject({ status: 503, innerCode: 'serviceNotAvailable', headers: { 'Retry-After': '30' } });
    expect(error.headers).not.toHaveProperty('WWW-Authenticate');
    expect(error.message).not.toContain('127.0.0.1');
    expect(gate.logged.join()).toContain('could not be read');
    entra.state.misbehaviour = undefined;
    gate.clock += 30_000;
    await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
  });
});

test.each([
  ['on another machine over plain http', { jwks_uri: 'http://192.0.2.1/keys' }],
  ['in a file', { jwks_uri: 'file:///etc/keys' }],
  ['nowhere', { jwks_uri: undefined }],
  ['at no address', { jwks_uri: '/keys' }],
])('keys %s are not read', async (_, metadata) => {
  entra.state.metadata = metadata;
  const gate = gateOn(entra);
  await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  expect(keyRequests()).toBe(0);
});

test('an authority on the network cannot point to keys on this machine', async () => {
  const fetched: string[] = [];
  const fetch = (url: string | URL | Request): Promise<Response> => {
    fetched.push(url as string);
    const metadata = { issuer: `https://sts.example/${entra.tenant}/`, jwks_uri: `${entra.authority}/discovery/keys` };
    return Promise.resolve(Response.json(metadata));
  };
  const gate = gateOn(entra, { authority: `https://sts.example/${entra.tenant}` }, { fetch });
  await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  expect(fetched).toEqual([`https://sts.example/${entra.tenant}/v2.0/.well-known/openid-configuration`]);
});

test('a redirect is not followed, even to an answer that would do', async () => {
  for (const path of ['v2.0/.well-known/openid-configuration', 'discovery/v2.0/keys']) {
    entra.state.misbehaviour = { status: 302, headers: { Location: `/common/${path}` } };
    entra.state.misbehavesAt = new RegExp(`^/${entra.tenant}/${path.replaceAll('.', '[.]')}$`);
    const gate = gateOn(entra);
    await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  }
  expect(entra.requests.filter((path) => path.startsWith('/common/'))).toEqual([]);
});

test('an answer over 256 KiB is not read, even if it would do', async () => {
  const answer = (padding: number): string =>
    JSON.stringify({ keys: entra.state.published, padding: 'x'.repeat(padding) });
  entra.state.misbehavesAt = /keys$/;
  const gate = gateOn(entra);
  entra.state.misbehaviour = { status: 200, body: answer(262_144) };
  await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  expect(gate.logged.at(-1)).toContain('larger than');
  entra.state.misbehaviour = { status: 200, body: answer(260_000) };
  gate.clock += 30_000;
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
});
