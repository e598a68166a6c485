import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { gateOn } from '../support/tokenGateSetup.ts';

/** Least time between two readings, in milliseconds. */
const pause = 30_000;
let entra: EntraServer;

beforeEach(async () => {
  entra = await startEntraServer();
});
afterEach(() => entra.close());

test('no two readings fall within 30 seconds, whatever asks for them', async () => {
  const gate = gateOn(entra);
  const read: number[] = [];
  const keyRequests = () => entra.requests.filter((path) => path.endsWith('/keys')).length;
  const genuine = async () =>
    `Bearer ${await entra.sign({ issuedAt: Math.floor(gate.clock / 1000), claims: { uti: String(Math.random()) } })}`;
  const act = async (step: number): Promise<void> => {
    const token = step % 3 === 0 ? genuine() : entra.sign({ header: { kid: `forged-${step}` } });
    await gate.authenticate(step % 3 === 0 ? await token : `Bearer ${await token}`).catch(() => undefined);
    if (step % 40 === 7) entra.rotate();
    await new Promise(setImmediate);
    if (keyRequests() > read.length) read.push(gate.clock);
  };
  // Through an hour, at whose end keys are read by themselves.
  for (let step = 0; step < 120; step += 1) {
    await act(step);
    gate.clock += step < 60 ? 3_000 : 60_000;
  }
  expect(read.length).toBeGreaterThan(10);
  expect(Math.min(...read.slice(1).map((time, at) => time - read[at]!))).toBeGreaterThanOrEqual(pause);
});
