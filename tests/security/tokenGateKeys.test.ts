import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { createEntraKey } from '../support/entraToken.ts';
import { gateOn, refusalOf, type GateUnderTest } from '../support/tokenGateSetup.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Least time between two readings. */
const pause = minute / 2;
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

/** Waits until a condition holds that other work brings about. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('50 requests at a cold start make one fetch', async () => {
  const gate = gateOn(entra);
  const tokens = await Promise.all(Array.from({ length: 50 }, () => freshToken(gate)));
  await Promise.all(tokens.map((token) => gate.authenticate(token)));
  expect(entra.requests).toEqual([
    `/${entra.tenant}/v2.0/.well-known/openid-configuration`,
    `/${entra.tenant}/discovery/v2.0/keys`,
  ]);
});

test('50 requests with unknown key ids at a cold start make one fetch', async () => {
  const gate = gateOn(entra);
  const tokens = Array.from({ length: 50 }, (_, index) => entra.sign({ header: { kid: `unknown-${index}` } }));
  const errors = await Promise.all(
    tokens.map(async (token) => await refusalOf(gate.authenticate(`Bearer ${await token}`))),
  );
  expect(new Set(errors.map((error) => error.status))).toEqual(new Set([401]));
  expect(keyRequests()).toBe(1);
});

test('an unknown key id reads the keys again, at most every 30 seconds, however many come', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  const unknown = async (): Promise<number> =>
    (await refusalOf(gate.authenticate(`Bearer ${await entra.sign({ header: { kid: String(Math.random()) } })}`)))
      .status;
  const fifty = async () => new Set(await Promise.all(Array.from({ length: 50 }, unknown)));
  // The reading before counts, whatever it was for: here that of the start.
  for (const readings of [1, 2, 3]) {
    expect(await fifty()).toEqual(new Set([401]));
    gate.clock += pause - 1;
    await unknown();
    expect(keyRequests()).toBe(readings);
    gate.clock += 1;
    expect(await fifty()).toEqual(new Set([401]));
    expect(keyRequests()).toBe(readings + 1);
  }
});

test('a rotated key is found when the pause is over, and tokens of the key that went are refused', async () => {
  const gate = gateOn(entra);
  const old = await freshToken(gate);
  await gate.authenticate(old);
  entra.rotate();
  gate.clock += pause;
  await expect(gate.authenticate(old)).resolves.toBeDefined();
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
  await expect(refusalOf(gate.authenticate(old))).resolves.toMatchObject({ status: 401 });
});

test.each([0, 1, 13, 29])(
  'a published key is accepted within 60 seconds, whatever others send every second (%i s after a reading)',
  async (offset) => {
    const gate = gateOn(entra);
    await gate.authenticate(await freshToken(gate));
    gate.clock += pause;
    const forge = async (): Promise<unknown> =>
      await refusalOf(gate.authenticate(`Bearer ${await entra.sign({ header: { kid: String(Math.random()) } })}`));
    await forge();
    gate.clock += offset * 1000;
    entra.rotate();
    const published = gate.clock;
    const isAccepted = async (): Promise<boolean> =>
      await gate.authenticate(await freshToken(gate)).then(
        () => true,
        () => false,
      );
    for (;;) {
      await forge();
      if (await isAccepted()) break;
      gate.clock += 1000;
    }
    expect(gate.clock - published).toBeLessThanOrEqual(minute);
    expect(keyRequests()).toBeLessThanOrEqual(4);
  },
);

test('the pause doubles up to 5 minutes while readings fail', async () => {
  const gate = gateOn(entra);
  entra.state.misbehaviour = 'reset';
  const read: number[] = [];
  const started = gate.clock;
  for (let asked = 0; gate.clock - started < 20 * minute; gate.clock += 5000) {
    await refusalOf(gate.authenticate(await freshToken(gate)));
    if (entra.requests.length > asked) read.push((gate.clock - started) / 1000);
    asked = entra.requests.length;
  }
  expect(read).toEqual([0, 30, 90, 210, 450, 750, 1050]);
});

test('a clock that is set back does not keep keys from being read', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  gate.clock -= hour;
  entra.rotate();
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
});

test('all who come with a rotated key share the fetch that finds it', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  gate.clock += pause;
  entra.rotate();
  const tokens = await Promise.all(Array.from({ length: 50 }, () => freshToken(gate)));
  await Promise.all(tokens.map((token) => gate.authenticate(token)));
  expect(keyRequests()).toBe(2);
});

test('an outage that is over leaves no trace: unknown key ids are 401 again', async () => {
  const gate = gateOn(entra);
  entra.state.misbehaviour = 'reset';
  await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  entra.state.misbehaviour = undefined;
  gate.clock += pause;
  await gate.authenticate(await freshToken(gate));
  for (const kid of ['one', 'two']) {
    const token = `Bearer ${await entra.sign({ header: { kid } })}`;
    await expect(refusalOf(gate.authenticate(token))).resolves.toMatchObject({ status: 401 });
  }
});

test('an unknown key id during an outage is a 503, which also tells when to come again', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  gate.clock += pause;
  entra.rotate();
  entra.state.misbehaviour = 'reset';
  const first = await refusalOf(gate.authenticate(await freshToken(gate)));
  expect(first).toMatchObject({ status: 503, headers: { 'Retry-After': '30' } });
  const requests = entra.requests.length;
  gate.clock += 10_000;
  const second = await refusalOf(gate.authenticate(await freshToken(gate)));
  expect(second).toMatchObject({ status: 503, headers: { 'Retry-After': '20' } });
  expect(entra.requests).toHaveLength(requests);
  gate.clock += 20_000;
  entra.state.misbehaviour = undefined;
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
});

test('keys are refreshed every hour in the background: nobody waits for it', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  gate.clock += hour - 1;
  await gate.authenticate(await freshToken(gate));
  expect(keyRequests()).toBe(1);
  gate.clock += 1;
  entra.state.misbehaviour = 'hang';
  await gate.authenticate(await freshToken(gate));
  await gate.authenticate(await freshToken(gate));
  await until(() => entra.requests.length === 3);
});

test('a failed background refresh is repeated after the pause, not at every request', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  entra.state.misbehaviour = { status: 503 };
  gate.clock += hour;
  await gate.authenticate(await freshToken(gate));
  await until(() => gate.logged.length === 1);
  for (let count = 0; count < 5; count += 1) await gate.authenticate(await freshToken(gate));
  expect(entra.requests).toHaveLength(3);
  gate.clock += pause;
  await gate.authenticate(await freshToken(gate));
  await until(() => gate.logged.length === 2);
  expect(entra.requests).toHaveLength(4);
});

test('the last known good keys serve for 24 hours of outage, then requests are 503', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  entra.state.misbehaviour = 'reset';
  gate.clock += 24 * hour - 1;
  const token = await freshToken(gate);
  await expect(gate.authenticate(token)).resolves.toBeDefined();
  gate.clock += 1;
  await expect(refusalOf(gate.authenticate(await freshToken(gate)))).resolves.toMatchObject({ status: 503 });
  await expect(refusalOf(gate.authenticate(token))).resolves.toMatchObject({ status: 503 });
  entra.state.misbehaviour = undefined;
  gate.clock += pause;
  await expect(gate.authenticate(token)).resolves.toBeDefined();
});

test('an accidental empty key set does not replace good keys', async () => {
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  entra.state.published = [];
  gate.clock += hour;
  await gate.authenticate(await freshToken(gate));
  await until(() => gate.logged.length === 1);
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
});

test('an RSA key of 1024 bits is a 401 and no reason to fetch again', async () => {
  const weak = createEntraKey(1024);
  entra.state.published = [weak.jwk, entra.state.key.jwk];
  const gate = gateOn(entra);
  await gate.authenticate(await freshToken(gate));
  const token = await entra.sign({ key: weak, header: { kid: weak.kid } });
  await expect(refusalOf(gate.authenticate(`Bearer ${token}`))).resolves.toMatchObject({ status: 401 });
  expect(gate.logged.at(-1)).toContain('keyTooWeak');
  expect(keyRequests()).toBe(1);
});

test('one broken entry of a key set does not take the others along', async () => {
  const { jwk } = entra.state.key;
  entra.state.published = [
    { ...jwk, kid: 'broken', n: '!!', e: '' },
    { ...jwk, kid: 5 },
    jwk,
    { ...createEntraKey().jwk, kid: jwk['kid'] },
  ];
  const gate = gateOn(entra);
  await expect(gate.authenticate(await freshToken(gate))).resolves.toBeDefined();
});
