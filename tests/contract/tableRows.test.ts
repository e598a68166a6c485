import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { encodeKey } from '../../shared/store/rows/keyEncoding.ts';
import { tableClients } from '../../shared/store/tables/tableClients.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { developmentConnectionString, startAzurite } from '../support/azurite.ts';
import { storageScope } from '../support/storageScope.ts';

/** Rows at a server that answers as told, and what it was asked. */
async function stub(listener: RequestListener, work: (rows: ReturnType<typeof connectTableRows>) => Promise<void>) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await work(connectTableRows({ kind: 'connectionString', connectionString: developmentConnectionString(url) }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('Table Storage', () => {
  it.each([
    [503, { 'retry-after': '7' }, { kind: 'throttled', retryAfter: 7 }],
    [503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, { kind: 'throttled' }],
    [429, {}, { kind: 'throttled' }],
    [500, {}, { kind: 'unavailable' }],
    [403, {}, { kind: 'forbidden' }],
    [400, {}, { kind: 'rejected' }],
    [413, {}, { kind: 'tooLarge' }],
    [412, {}, { kind: 'preconditionFailed' }],
    [409, {}, { kind: 'conflict' }],
  ])('that answers %i %j is asked once, and the failure says so', async (status, headers, failure) => {
    let asked = 0;
    const listener: RequestListener = (incoming, outgoing) => {
      asked += 1;
      incoming.resume();
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}');
    };
    await stub(listener, async (rows) => {
      const scope = storageScope();
      const partition = rows.partition(scope, 'table');
      expect(await partition.get('a')).toMatchObject({ ok: false, failure });
      expect(await partition.range({ from: 'a', to: 'b' })).toMatchObject({ ok: false, failure });
      expect(await partition.transact([{ kind: 'delete', rowKey: 'a' }])).toMatchObject({ ok: false, failure });
      expect([asked, scope.usage.requests]).toEqual([3, 3]);
    });
  });

  it.each([
    [409, 'TableBeingDeleted', 'unavailable'],
    [409, 'AccountBeingCreated', 'unavailable'],
    [409, 'EntityAlreadyExists', 'conflict'],
    [404, 'AccountNotFound', 'unavailable'],
    [404, 'ResourceNotFound', 'notFound'],
    [412, 'UpdateConditionNotSatisfied', 'preconditionFailed'],
    [500, 'OperationTimedOut', 'timeout'],
    [403, 'AuthorizationPermissionMismatch', 'forbidden'],
    [400, 'RequestBodyTooLarge', 'tooLarge'],
  ])('that answers %i %s to a transaction is judged by both: %s', async (status, code, kind) => {
    const listener: RequestListener = (incoming, outgoing) => {
      incoming.resume();
      const body = JSON.stringify({ 'odata.error': { code, message: { value: '0:no' } } });
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    await stub(listener, async (rows) => {
      const outcome = await rows.partition(storageScope(), 'table').transact([{ kind: 'delete', rowKey: 'a' }]);
      expect(outcome).toMatchObject({ ok: false, failure: { kind } });
      const { cause } = outcome.ok ? {} : outcome.failure;
      if (status === 403) expect((cause as Error).message).toContain('Storage Table Data Contributor');
    });
  });

  it.each([
    ['TableAlreadyExists', { ok: false, failure: { kind: 'notFound' } }, 3],
    ['TableBeingDeleted', { ok: false, failure: { kind: 'unavailable' } }, 2],
  ])('that answers %s when a missing table is made', async (code, outcome, requests) => {
    const asked: string[] = [];
    const listener: RequestListener = (incoming, outgoing) => {
      incoming.resume();
      const isMade = asked.push(incoming.url ?? '') === 2;
      const said = isMade ? code : asked.length === 1 ? 'TableNotFound' : 'ResourceNotFound';
      const body = JSON.stringify({ 'odata.error': { code: said, message: { value: '0:no' } } });
      outgoing.writeHead(isMade ? 409 : 404, { 'content-type': 'application/json' }).end(body);
    };
    await stub(listener, async (rows) => {
      const partition = rows.partition(storageScope(), 'table');
      expect(await partition.transact([{ kind: 'delete', rowKey: 'a' }])).toMatchObject(outcome);
      expect(asked.map((url) => /Tables|\$batch/.exec(url)?.[0])).toEqual(
        ['$batch', 'Tables', '$batch'].slice(0, requests),
      );
    });
  });

  it.each([
    [200, ''],
    [200, '{}'],
    [202, ''],
  ])(
    'that answers %i with %j says nothing, and is neither an empty list nor an acknowledgement',
    async (status, body) => {
      const listener: RequestListener = (incoming, outgoing) => {
        incoming.resume();
        outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body);
      };
      await stub(listener, async (rows) => {
        const partition = rows.partition(storageScope(), 'table');
        for (const outcome of [
          await partition.get('a'),
          await partition.range({ from: 'a', to: 'b' }),
          await partition.transact([{ kind: 'delete', rowKey: 'a' }]),
        ])
          expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
      });
    },
  );

  it('is asked for a quarter of the rows again when an answer is longer than 16 MiB, and then for no more', async () => {
    const asked: number[] = [];
    let sent = 0;
    const text = 'x'.repeat(10_000);
    const listener: RequestListener = (incoming, outgoing) => {
      incoming.resume();
      const top = Number(new URL(incoming.url ?? '', 'http://x').searchParams.get('$top'));
      asked.push(top);
      const continued =
        asked.length > 3 ? {} : { 'x-ms-continuation-NextPartitionKey': 'p', 'x-ms-continuation-NextRowKey': 'r' };
      outgoing.writeHead(200, { 'content-type': 'application/json', ...continued });
      outgoing.write('{"value":[');
      const write = (index: number): void => {
        for (let at = index; at < top; at += 1) {
          if (outgoing.destroyed) return;
          const row = JSON.stringify({ PartitionKey: 'p', RowKey: `r${at}`, a: text, b: text });
          sent += row.length;
          if (!outgoing.write((at === 0 ? '' : ',') + row)) {
            outgoing.once('drain', () => {
              write(at + 1);
            });
            return;
          }
        }
        outgoing.end(']}');
      };
      write(0);
    };
    await stub(listener, async (rows) => {
      const scope = storageScope();
      const partition = rows.partition(scope, 'table');
      const first = await partition.range({ from: 'a', to: 's' });
      if (!first.ok) throw new Error(first.failure.kind);
      expect(first.value.rows).toHaveLength(250);
      expect(asked).toEqual([1000, 250]);
      expect(sent).toBeLessThan(40 << 20);
      const next = await partition.range({ from: 'a', to: 's', continuation: first.value.continuation! });
      expect(next.ok && next.value.rows.length).toBe(250);
      expect(scope.usage.requests).toBe(3);
    });
  });

  it('that is silent is given up at the deadline, one that is gone at once', async () => {
    await stub(
      () => undefined,
      async (rows) => {
        const partition = rows.partition(storageScope({ milliseconds: 100 }), 'table');
        expect(await partition.get('a')).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
      },
    );
    let gone: ReturnType<typeof connectTableRows> | undefined;
    await stub(
      () => undefined,
      async (rows) => await Promise.resolve(void (gone = rows)),
    );
    expect(await gone?.ping(AbortSignal.timeout(5000))).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  it('keeps its connections', async () => {
    const sockets = new Set<unknown>();
    const listener: RequestListener = (incoming, outgoing) => {
      sockets.add(incoming.socket);
      outgoing.writeHead(404, { 'content-type': 'application/json' });
      outgoing.end('{"odata.error":{"code":"ResourceNotFound"}}');
    };
    await stub(listener, async (rows) => {
      const partition = rows.partition(storageScope(), 'table');
      for (let count = 0; count < 5; count += 1) expect(await partition.get('a')).toMatchObject({ ok: true });
      expect(sockets.size).toBe(1);
    });
  });

  it('makes a table when it is first written, by several at once, and none by reading; reads a page whatever stands in it', async () => {
    const azurite = await startAzurite();
    try {
      const connect = () => {
        const scope = storageScope({ tenant: 'contoso' });
        const storage = { kind: 'connectionString', connectionString: azurite.connectionString } as const;
        return { scope, partition: connectTableRows(storage).partition(scope, 'fresh') };
      };
      const service = TableServiceClient.fromConnectionString(azurite.connectionString, {
        allowInsecureConnection: true,
      });
      const { scope, partition } = connect();
      expect(await partition.get('a')).toMatchObject({ ok: true, value: { row: undefined } });
      expect(await partition.range({ from: 'a', to: 'z' })).toMatchObject({ ok: true, value: { rows: [] } });
      expect((await service.listTables().next()).done).toBe(true);
      expect([scope.usage.requests, scope.logged]).toEqual([2, []]);

      const others = [connect(), connect(), connect()];
      const written = others.map(
        async (other, index) =>
          await other.partition.transact([{ kind: 'insert', row: { rowKey: `z${index}`, properties: {} } }]),
      );
      const outcomes = await Promise.all(written);
      expect(outcomes.map((each) => each.ok && (each.madeTable ?? false))).toContain(true);
      const whole = await partition.range({ from: 'z', to: 'z9' });
      expect(whole.ok && whole.value.rows.map(({ rowKey }) => rowKey)).toEqual(['z0', 'z1', 'z2']);
      expect(others.flatMap((other) => other.scope.logged)).toContainEqual({
        level: 'info',
        message: 'Creating the table of fresh',
      });

      const client = TableClient.fromConnectionString(azurite.connectionString, 'fresh', {
        allowInsecureConnection: true,
      });
      const text = { type: 'Int64' as const, value: 'abc' };
      const foreign = { n: text, d: 1.5, at: new Date(0), bytes: new Uint8Array(2) };
      await client.createEntity({ partitionKey: encodeKey(scope.tenant), rowKey: 'a', ...foreign });
      await client.createEntity({ partitionKey: encodeKey(scope.tenant), rowKey: 'b', n: 5n });
      const page = await partition.range({ from: 'a', to: 'c' });
      expect(page.ok && page.value.rows.map(({ properties }) => properties['n'])).toEqual(['abc', 5n]);
      expect(await partition.get('a')).toMatchObject({
        ok: true,
        value: { row: { properties: { n: 'abc', d: 1.5 } } },
      });
    } finally {
      await azurite.stop();
    }
  });

  it('is reached with an identity when the settings name no connection string', async () => {
    const clients = tableClients({
      kind: 'identity',
      tableServiceUri: 'https://account.table.core.windows.net',
      clientId: 'x',
    });
    expect((await clients.table('rows')).url).toBe('https://account.table.core.windows.net');
    expect(await clients.table('rows')).toBe(await clients.table('rows'));
  });
});
