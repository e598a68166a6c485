import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { expectAgreement, expectLinearizable } from '../support/expectLinearizable.ts';
import { proxyFaults, startFaultProxy } from '../support/faultProxy.ts';
import { startInProcess } from '../support/inProcess.ts';
import { recordHistory } from '../support/recordHistory.ts';
import { seedOf } from '../support/seedOf.ts';

/** 30 for each kind of fault, and 10,000 at night. */
const operations = Number(process.env['FAULT_OPERATIONS'] ?? 30);
let azurite: RunningAzurite;

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.stop();
});

const connect = (url: string) =>
  connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionStringAt(url) });

test.each(Object.entries(proxyFaults).map(([kind, make], index) => [kind, make, index] as const))(
  `${operations} operations with %s on the way to Table Storage`,
  async (_kind, make, index) => {
    const proxy = await startFaultProxy(azurite.url, make, { seed: seedOf(index + 1) });
    const app = await startInProcess({ rows: connect(proxy.url) });
    try {
      const run = { app, operations, callers: 16, keys: Math.max(16, operations / 50), seed: seedOf(1000 + index) };
      expectLinearizable(await recordHistory({ ...run, calm: proxy.settled }));
      await expectAgreement(connect(azurite.url), app.tenant);
    } finally {
      await app.stop();
      await proxy.stop();
    }
  },
  3_600_000,
);
