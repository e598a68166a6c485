import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { type RunningAzurite, startAzurite } from '../support/azurite.ts';
import { proxyFaults, startFaultProxy } from '../support/faultProxy.ts';
import { isNight } from '../support/sampled.ts';
import { storageScope } from '../support/storageScope.ts';
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

  it.each(['get', 'range', 'transact'] as const)('tells at once that the answer to %s stopped', async (kind) => {
    const sound = connect(azurite.connectionString);
    const scope = storageScope();
    const insert = (rowKey: string) => [{ kind: 'insert', row: { rowKey, properties: { id: 'a' } } }] as const;
    expect(await sound.partition(scope, 'truncated').transact(insert('a'))).toMatchObject({ ok: true });
    const proxy = await startFaultProxy(azurite.url, proxyFaults['truncated answers']!, { share: 1 });
    const partition = connect(azurite.connectionStringAt(proxy.url)).partition(scope, 'truncated');
    const ask = {
      get: async () => await partition.get('a'),
      range: async () => await partition.range({ from: 'a', to: 'b' }),
      transact: async () => await partition.transact(insert('b')),
    };
    // Not a timeout, which is told after six seconds.
    expect(await ask[kind]()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    await proxy.stop();
  });
});
