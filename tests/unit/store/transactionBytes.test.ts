import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { connectTableRows } from '../../../shared/store/tables/connectTableRows.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import type { RowOperation } from '../../../shared/store/rows/rows.ts';
import { fitsTransaction, maxTransactionBytes, transactionBytes } from '../../../shared/store/rows/transactionBytes.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { storageScope } from '../../support/storageScope.ts';

const texts = {
  ascii: 'x',
  controls: '\u0001',
  quotes: '"\\',
  CJK: '\u754c',
  emoji: '\ud83d\ude00',
  separators: '\u2028',
} as const;

/** The bodies a server was sent. */
async function sent(operations: readonly RowOperation[]): Promise<number> {
  const lengths: number[] = [];
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    void buffer(incoming).then((body) => {
      lengths.push(body.length);
      outgoing.writeHead(503).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rows = connectTableRows({ kind: 'connectionString', connectionString: developmentConnectionString(url) });
  await rows.partition(storageScope(), 'table').transact(operations);
  server.closeAllConnections();
  server.close();
  return lengths[0] ?? 0;
}

test.each(Object.entries(texts))(
  'what a transaction of %s takes is never told as less than it is',
  async (_name, text) => {
    const properties = { id: 'a', text: text.repeat(3000), n: -(2n ** 63n), yes: true, _earlier: '' };
    const rowKey = `e_${text === texts.controls ? '!0001' : 'k'.repeat(200)}`;
    const operations: RowOperation[] = [
      { kind: 'replace', row: { rowKey, properties }, etag: `W/"datetime'2026-11-23T14%3A31%3A00.6313356Z'"` },
      { kind: 'upsert', row: { rowKey: 'i_1', properties } },
      { kind: 'insert', row: { rowKey: 'c_1', properties } },
      { kind: 'delete', rowKey: 'c_0' },
    ];
    const real = await sent(operations);
    const told = transactionBytes(operations);
    expect(real).toBeGreaterThan(9000);
    expect(told).toBeGreaterThanOrEqual(real);
    expect(told - real).toBeLessThan(10_000);
    expect(fitsTransaction(operations)).toBe(true);
  },
);

test('4 MiB are counted as they are sent, not as they are stored', async () => {
  const row = (index: number, text: string): RowOperation => ({
    kind: 'upsert',
    row: { rowKey: `r${index}`, properties: { text } },
  });
  const many = (text: string) => Array.from({ length: 90 }, (_, index) => row(index, text));
  expect(fitsTransaction(many('x'.repeat(32_000)))).toBe(true);
  expect(transactionBytes(many('\u754c'.repeat(32_000)))).toBeGreaterThan(maxTransactionBytes);
  const partition = createMemoryRows().partition(storageScope(), 'table');
  expect(await partition.transact(many('x'.repeat(32_000)))).toMatchObject({ ok: true });
  expect(await partition.transact(many('\u754c'.repeat(32_000)))).toMatchObject({ failure: { kind: 'tooLarge' } });
});
