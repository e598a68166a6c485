import type * as Jose from 'jose';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { gateOn, refusalOf } from '../support/tokenGateSetup.ts';

const verify = jest.fn();
jest.mock('jose', () => {
  const jose = jest.requireActual<typeof Jose>('jose');
  return {
    ...jose,
    compactVerify: (...given: Parameters<typeof jose.compactVerify>) => {
      verify();
      return jose.compactVerify(...given);
    },
  };
});

const hour = 3_600_000;
let entra: EntraServer;

beforeAll(async () => {
  entra = await startEntraServer();
});
beforeEach(() => verify.mockClear());
afterAll(() => entra.close());

test('a token that verified is not verified again', async () => {
  const gate = gateOn(entra);
  const token = `Bearer ${await entra.sign()}`;
  const first = await gate.authenticate(token);
  await expect(gate.authenticate(token)).resolves.toEqual(first);
  expect(verify).toHaveBeenCalledTimes(1);
});

test('times are compared with the clock at every use', async () => {
  const gate = gateOn(entra);
  const token = `Bearer ${await entra.sign()}`;
  await gate.authenticate(token);
  gate.clock += 4500_000 + 61_000;
  await expect(refusalOf(gate.authenticate(token))).resolves.toMatchObject({ status: 401 });
  gate.clock -= 3 * hour;
  await expect(refusalOf(gate.authenticate(token))).resolves.toMatchObject({ status: 401 });
  expect(gate.logged.map((line) => /"reason":"(\w+)"/.exec(line)?.[1])).toEqual(['expired', 'notYetValid']);
});

test('a token is verified again when the keys change, and only then', async () => {
  const gate = gateOn(entra);
  const token = `Bearer ${await entra.sign({ claims: { exp: Math.floor(Date.now() / 1000) + 20 * 3600 } })}`;
  const refresh = async (): Promise<void> => {
    const requests = entra.requests.length;
    gate.clock += hour;
    await gate.authenticate(token);
    while (entra.requests.length < requests + 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await gate.keysReachable(AbortSignal.timeout(5000));
  };
  await gate.authenticate(token);
  await refresh();
  await gate.authenticate(token);
  expect(verify).toHaveBeenCalledTimes(1);
  const old = entra.state.published;
  entra.rotate();
  entra.state.published = [...old, ...entra.state.published];
  await refresh();
  // The refresh may end a moment after its last request was seen.
  while (verify.mock.calls.length < 2) {
    await gate.authenticate(token);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await gate.authenticate(token);
  expect(verify).toHaveBeenCalledTimes(2);
});

test('a token without permission is remembered as such', async () => {
  const gate = gateOn(entra);
  const token = `Bearer ${await entra.sign({ claims: { scp: 'openid' } })}`;
  for (let count = 0; count < 3; count += 1) {
    await expect(refusalOf(gate.authenticate(token))).resolves.toMatchObject({ status: 403 });
  }
  expect(verify).toHaveBeenCalledTimes(1);
});

test('a token that failed is not remembered', async () => {
  const gate = gateOn(entra);
  const token = `Bearer ${await entra.sign({ claims: { aud: 'api://other' } })}`;
  await refusalOf(gate.authenticate(token));
  await refusalOf(gate.authenticate(token));
  expect(verify).toHaveBeenCalledTimes(2);
});
