import { connectTableRows } from '../../shared/store/rows/connectTableRows.ts';
import { type RunningAzurite, startAzurite } from '../support/azurite.ts';
import { proxyFaults, startFaultProxy } from '../support/faultProxy.ts';
import { isNight } from '../support/sampled.ts';
import { expectExactlyOnce, expectSoundRows, type WritersRun } from '../support/runWriters.ts';

const connect = (connectionString: string) => connectTableRows({ kind: 'connectionString', connectionString });

describe('Table Storage behind a failing network', () => {
  let azurite: RunningAzurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(async () => {
    await azurite.stop();
  });

  describe.each(Object.entries(proxyFaults))('with %s', (_kind, make) => {
    const withProxy = async (expectation: (run: WritersRun) => Promise<void>) => {
      const proxy = await startFaultProxy(azurite.url, make);
      try {
        const instances = [proxy, proxy].map(({ url }) => connect(azurite.connectionStringAt(url)));
        const sound = connect(azurite.connectionString);
        await expectation({ instances, sound, operations: isNight ? 40 : 12, writers: 12, calm: proxy.settled });
      } finally {
        await proxy.stop();
      }
    };

    it('carries out each acknowledged change exactly once', async () => {
      await withProxy(expectExactlyOnce);
    });

    it('keeps all rows in agreement', async () => {
      await withProxy(expectSoundRows);
    });
  });
});
