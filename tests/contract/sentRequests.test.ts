// A request to storage is counted when it is sent, and only then.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { StorageUsage } from '../../shared/store/contract/storageUsage.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import type { Outcome } from '../../shared/store/rows/rows.ts';
import { developmentConnectionString } from '../support/azurite.ts';
import { storageScope } from '../support/storageScope.ts';

let asked = 0;
/** Told of each request; true where storage is to send it elsewhere first. */
let isRedirected: () => boolean = () => false;
const server = createServer((incoming, outgoing) => {
  asked += 1;
  incoming.resume();
  if (isRedirected()) {
    outgoing.writeHead(307, { location: incoming.url }).end();
    return;
  }
  outgoing.writeHead(404, { 'content-type': 'application/json' });
  outgoing.end('{"odata.error":{"code":"ResourceNotFound"}}');
});
let url = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = 0;
  isRedirected = () => false;
});

/** A request of each kind, one after the other. */
async function askEach(scope: StorageScope): Promise<readonly Outcome<unknown>[]> {
  const connectionString = developmentConnectionString(url);
  const partition = connectTableRows({ kind: 'connectionString', connectionString }).partition(scope, 'table');
  return [
    await partition.get('a'),
    await partition.range({ from: 'a', to: 'b' }),
    await partition.transact([{ kind: 'delete', rowKey: 'a', etag: '*' }]),
    await partition.transact([{ kind: 'upsert', row: { rowKey: 'a', properties: {} } }]),
  ];
}

it('each kind is counted once', async () => {
  const scope = storageScope();
  await askEach(scope);
  expect([asked, scope.usage.requests]).toEqual([4, 4]);
});

it('one that the SDK sends again by itself is two, and its time ends with the second', async () => {
  let now = 0;
  const scope = { ...storageScope(), usage: new StorageUsage(() => now) };
  isRedirected = () => asked % 2 === 1;
  await askEach(scope);
  expect([asked, scope.usage.requests, scope.usage.retries]).toEqual([8, 8, 0]);
  now += 1000;
  expect(scope.usage.milliseconds).toBe(0);
});

it('it is not sent again once the answer is told, and its time ends with the first', async () => {
  let now = 0;
  const scope = { ...storageScope(), usage: new StorageUsage(() => now) };
  isRedirected = () => {
    scope.usage.tell();
    return true;
  };
  const [first] = await askEach(scope);
  expect(first).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
  expect([asked, scope.usage.requests]).toEqual([1, 1]);
  now += 1000;
  expect(scope.usage.milliseconds).toBe(0);
});

it.each([
  ['the time is over', () => ({ ...storageScope(), signal: AbortSignal.abort() })],
  [
    'the answer is told',
    () => {
      const scope = storageScope();
      scope.usage.tell();
      return scope;
    },
  ],
])('none is sent, and none counted, once %s', async (_when, scopeOf) => {
  const scope = scopeOf();
  const failure = { ok: false, failure: { kind: 'timeout' } };
  expect(await askEach(scope)).toMatchObject([failure, failure, failure, failure]);
  expect([asked, scope.usage.requests, scope.usage.milliseconds]).toEqual([0, 0, 0]);
});

it('none is counted for which there is no token', async () => {
  const scope = storageScope();
  // Not over https: the token is refused where it would be asked for.
  const rows = connectTableRows({ kind: 'identity', tableServiceUri: url, clientId: 'x' });
  expect(await rows.partition(scope, 'table').get('a')).toMatchObject({ ok: false });
  expect([asked, scope.usage.requests, scope.usage.milliseconds]).toEqual([0, 0, 0]);
});
