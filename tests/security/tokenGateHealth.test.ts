import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { gateOn } from '../support/tokenGateSetup.ts';

let entra: EntraServer;

beforeEach(async () => {
  entra = await startEntraServer();
});
afterEach(() => entra.close());

test('the keys of both versions are read, once', async () => {
  const gate = gateOn(entra);
  await gate.keysReachable(AbortSignal.timeout(5000));
  await gate.keysReachable(AbortSignal.timeout(5000));
  expect(entra.requests).toHaveLength(4);
});

test('last known good keys count as reachable', async () => {
  const gate = gateOn(entra);
  await gate.keysReachable(AbortSignal.timeout(5000));
  entra.state.misbehaviour = 'reset';
  gate.clock += 2 * 3_600_000;
  await expect(gate.keysReachable(AbortSignal.timeout(5000))).resolves.toBeUndefined();
});

test('without keys the reason is given', async () => {
  entra.state.misbehaviour = { status: 500 };
  entra.state.misbehavesAt = /\/discovery\/keys$/;
  await expect(gateOn(entra).keysReachable(AbortSignal.timeout(5000))).rejects.toMatchObject({
    status: 503,
    cause: { message: `${entra.authority}/discovery/keys answered with status 500` },
  });
});

test('nobody waits longer than the signal allows', async () => {
  entra.state.misbehaviour = 'hang';
  const gate = gateOn(entra);
  await expect(gate.keysReachable(AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(gate.keysReachable(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
