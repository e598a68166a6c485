import * as fc from 'fast-check';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { gateOn, refusalOf } from '../support/tokenGateSetup.ts';
import { anyCharacter } from '../support/anyCharacter.ts';

let entra: EntraServer;
let token: string;

beforeAll(async () => {
  entra = await startEntraServer();
  token = await entra.sign();
});
afterAll(() => entra.close());

function plainChallenge(): string {
  return (
    `Bearer realm="${entra.tenant}", authorization_uri="${entra.authority}/oauth2/authorize", ` +
    'resource_metadata="https://reports.example/.well-known/oauth-protected-resource"'
  );
}

test.each([null, '', 'Bearer', 'Bearer ', 'bearer \t', 'Basic dXNlcjpwYXNz', 'Negotiate', 'BearerX abc'])(
  'no token in %j: a challenge without error, which Power Query starts its sign-in from',
  async (authorization) => {
    const error = await refusalOf(gateOn(entra).authenticate(authorization));
    expect(error).toMatchObject({ status: 401, innerCode: 'InvalidAuthenticationToken' });
    expect(error.headers['WWW-Authenticate']).toBe(plainChallenge());
    expect(error.message).toContain(`api://${entra.audience}/.default`);
  },
);

test('a token without the word Bearer is no bearer token', async () => {
  const error = await refusalOf(gateOn(entra).authenticate(token));
  expect(error.headers['WWW-Authenticate']).toBe(plainChallenge());
});

test('the scheme is matched without case, blanks around the token do not count', async () => {
  for (const authorization of [`bearer ${token}`, `BEARER   ${token}  `, ` Bearer ${token}\t`]) {
    await expect(gateOn(entra).authenticate(authorization)).resolves.toMatchObject({ tenant: entra.tenant });
  }
});

test.each([
  'null',
  'undefined',
  '..',
  'a.b',
  'a.b.c',
  'a.b.c.d',
  'a.b.c.d.e',
  'A.B.',
  '.e30.',
  'e30.e30.e30',
  'WzVd.e30.e30',
  'bnVsbA.e30.e30',
  '"e30.e30.e30"',
  `${'A'.repeat(4000)}.${'A'.repeat(4191)}.AAAA`,
])('something else in place of a token is invalid_token: %j', async (text) => {
  const requests = entra.requests.length;
  const error = await refusalOf(gateOn(entra).authenticate(`Bearer ${text}`));
  expect(error).toMatchObject({ status: 401, innerCode: 'InvalidAuthenticationToken' });
  expect(error.headers['WWW-Authenticate']).toContain(
    `${plainChallenge()}, error="invalid_token", error_description="`,
  );
  expect(entra.requests).toHaveLength(requests);
});

test('two tokens, a comma and text behind the token are refused', async () => {
  for (const text of [
    `${token}, Bearer ${token}`,
    `${token},${token}`,
    `${token} ${token}`,
    `${token}\n`,
    `${token};x`,
  ]) {
    await expect(refusalOf(gateOn(entra).authenticate(`Bearer ${text}`))).resolves.toMatchObject({ status: 401 });
  }
});

test('a token has one spelling: padding, the other alphabet and stray last bits are refused', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1) ?? '');
  // 256 bytes leave four bits of the last character unused.
  const siblings = Array.from(alphabet).filter((_, index) => index !== last && index >> 4 === last >> 4);
  expect(siblings).toHaveLength(15);
  const spellings = [
    ...siblings.map((letter) => token.slice(0, -1) + letter),
    `${token}==`,
    token.replaceAll('_', '/'),
  ];
  const gate = gateOn(entra);
  await gate.authenticate(`Bearer ${token}`);
  for (const spelling of spellings) {
    if (spelling === token) continue;
    await expect(refusalOf(gate.authenticate(`Bearer ${spelling}`))).resolves.toMatchObject({ status: 401 });
  }
});

test('a token may have 12,288 characters and no more', async () => {
  const bare = (await entra.sign()).length;
  const padded = (length: number): Promise<string> => entra.sign({ claims: { pad: 'x'.repeat(length) } });
  const most = Math.floor(((12_288 - bare) * 3) / 4) - '"pad":"",'.length;
  const longest = await padded(most);
  expect(longest.length).toBeGreaterThan(12_284);
  await expect(gateOn(entra).authenticate(`Bearer ${longest}`)).resolves.toBeDefined();
  const tooLong = await padded(most + 4);
  expect(tooLong.length).toBeLessThan(12_296);
  await expect(refusalOf(gateOn(entra).authenticate(`Bearer ${tooLong}`))).resolves.toMatchObject({ status: 401 });
});

test('bytes that are no UTF-8 are refused in header and claims', async () => {
  const bad = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url');
  const [header, claims, signature] = token.split('.');
  for (const text of [`${bad}.${claims}.${signature}`, `${header}.${bad}.${signature}`]) {
    await expect(refusalOf(gateOn(entra).authenticate(`Bearer ${text}`))).resolves.toMatchObject({ status: 401 });
  }
});

test('no change of one character of a genuine token passes, also when the genuine one is remembered', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(`Bearer ${token}`);
  const change = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...Array.from('AZaz09-_.=+/ "')));
  await fc.assert(
    fc.asyncProperty(change, async ([at, letter]) => {
      fc.pre(token[at] !== letter && !(letter === ' ' && (at === 0 || at === token.length - 1)));
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      await expect(refusalOf(gate.authenticate(`Bearer ${changed}`))).resolves.toMatchObject({ status: 401 });
    }),
    { numRuns: 300 },
  );
});

test('any header text at all is answered by a 401', async () => {
  const gate = gateOn(entra);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 200 }), fc.boolean(), async (text, isBearer) => {
      const error = await refusalOf(gate.authenticate(isBearer ? `Bearer ${text}` : text));
      expect(error.status).toBe(401);
    }),
  );
});
