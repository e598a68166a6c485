import { identityToken } from '../../../shared/collect/graph/identityToken.ts';
import { graphToken, startGraphStandIn, type GraphStandIn } from '../../support/graphStandIn.ts';

const tenant = '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
let standIn: GraphStandIn;
/** The library keeps endpoint and tokens for the whole process: each test asks for another Graph. */
let origin: string;
let count = 0;
beforeAll(async () => {
  standIn = await startGraphStandIn(tenant);
  Object.assign(process.env, standIn.identity);
});
beforeEach(() => {
  count += 1;
  origin = `https://graph${count}.example`;
  standIn.reset();
  standIn.claims = { tid: tenant };
});
afterAll(async () => {
  for (const name of Object.keys(standIn.identity)) Reflect.deleteProperty(process.env, name);
  await standIn.stop();
});

const get = async (clientId?: string, signal = AbortSignal.timeout(20_000)): Promise<string> =>
  await identityToken(
    { tenant, graph: { origin, version: 'v1.0' }, ...(clientId !== undefined && { clientId }) },
    signal,
  )();

test('the real credential asks the endpoint of the platform for a token of this Graph', async () => {
  expect(await get()).toBe(graphToken(standIn.claims));
  expect(standIn.seen.map(({ url }) => url)).toEqual([`/msi/token?api-version=2019-08-01&resource=${origin}`]);
});

test('for a user-assigned identity by its client id', async () => {
  const clientId = '11111111-2222-4333-8444-555555555555';
  await get(clientId);
  expect(standIn.seen[0]?.url).toContain(`client_id=${clientId}`);
});

test.each([
  [
    'another tenant',
    { tid: '11111111-2222-4333-8444-555555555555' },
    /belongs to the tenant 11111111-.*collected for 72f9/,
  ],
  ['no tenant', {}, /names no tenant/],
  ['a tenant that is no text', { tid: [tenant] }, /names no tenant/],
  ['two tenants', { tid: tenant, TID: tenant }, /names no tenant/],
])('a token of %s is refused', async (_what, claims, message) => {
  standIn.claims = claims;
  await expect(get()).rejects.toThrow(message);
  await expect(get()).rejects.not.toThrow(graphToken(claims));
});

test('the tenant in capitals is the same', async () => {
  standIn.claims = { tid: tenant.toUpperCase() };
  expect(await get()).toBe(graphToken(standIn.claims));
});

test('an endpoint that refuses is told', async () => {
  standIn.misidentify = (_request, response) =>
    void response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"message":"no identity"}');
  await expect(get()).rejects.toThrow(/^The managed identity got no token for https:\/\/graph\d+\.example: /);
});

test('an endpoint that does not answer in time is given up', async () => {
  let hung: (() => unknown) | undefined;
  standIn.misidentify = (_request, response) => {
    hung = () => response.writeHead(400).end('{}');
  };
  await expect(get(undefined, AbortSignal.timeout(300))).rejects.toThrow(/aborted due to timeout/);
  hung?.();
});
