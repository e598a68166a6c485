import type { Batch, BatchUnit } from '../../../shared/batch/contract/batch.ts';
import { carryOutBatch } from '../../../shared/batch/carryOutBatch.ts';
import type { InnerService } from '../../../shared/batch/contract/innerService.ts';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import type { ServiceResponse } from '../../../shared/represent/response.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { storageScope } from '../../support/storageScope.ts';

const nothing = { get: () => null };

function unit(id: string, method: string, url: string, dependsOn: readonly string[] = []): BatchUnit {
  const request = { method, url, headers: nothing, body: null };
  return { group: undefined, items: [{ id, dependsOn, condition: undefined, request }] };
}

const batch = (...units: readonly BatchUnit[]): Batch => ({ form: 'json', units });

/** A service of which a test says how it answers; it counts what runs at the same time. */
function fakeService(answer: (url: string) => Promise<ServiceResponse>, now = 0) {
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const service: InnerService = {
    bindContext: { model: [], serviceRoot: 'https://reports.example/v1.0/', now: 0, meter: new Meter() },
    store: createStore(createMemoryRows()),
    deadline: 70_000,
    clock: { now: () => now },
    newScope: () => storageScope(),
    async handle({ method, url }) {
      log.push(`${method} ${url}`);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return await answer(url);
    },
    refuse: (reason) =>
      Promise.resolve({
        status: reason instanceof ODataError ? reason.status : 500,
        headers: {},
        body: reason instanceof ODataError ? reason.innerCode : 'unknown',
      }),
  };
  return { service, log, most: () => most };
}

const ok = (): Promise<ServiceResponse> => Promise.resolve({ status: 200, headers: {}, body: '{}' });
const run = async (of: Batch, service: InnerService, stops = false) =>
  (await carryOutBatch(of, stops, service)).flat().map(({ id, response: { status, body } }) => [id, status, body]);

async function* pieces(count: number, size: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at += 1) yield await Promise.resolve('x'.repeat(size));
}

test('reads run beside one another, at most eight, and never beside a write before or after them', async () => {
  const reads = Array.from({ length: 20 }, (_, at) => unit(`r${at}`, 'GET', 'a'));
  const { service, log, most } = fakeService(ok);
  await carryOutBatch(batch(...reads.slice(0, 10), unit('w', 'PATCH', 'b'), ...reads.slice(10)), false, service);
  expect(most()).toBe(8);
  expect(log.indexOf('PATCH /v1.0/b')).toBe(10);
  expect(log).toHaveLength(21);
});

test.each([
  ['a batch that stops at a failure', true, unit('b', 'GET', 'b')],
  ['a read that depends on another', false, unit('b', 'GET', 'b', ['a'])],
  ['a read of what another returns', false, unit('b', 'GET', '$a/x')],
])('one after the other: %s', async (_case, stops, second) => {
  const { service, most } = fakeService(ok);
  await carryOutBatch(batch(unit('a', 'GET', 'a'), second), stops, service);
  expect(most()).toBe(1);
});

test('after its deadline, by its own clock, a batch begins no further request', async () => {
  const { service, log } = fakeService(ok, 70_000);
  expect(await run(batch(unit('a', 'PATCH', 'a'), unit('b', 'GET', 'b')), service)).toEqual([
    ['a', 503, 'serviceNotAvailable'],
    ['b', 503, 'serviceNotAvailable'],
  ]);
  expect(log).toEqual([]);
});

test('answers that are streamed are collected, as long as there is room', async () => {
  const megabyte = 1024 * 1024;
  const answer = (url: string): Promise<ServiceResponse> =>
    Promise.resolve({ status: 200, headers: {}, body: pieces(url.endsWith('large') ? 70 : 2, megabyte) });
  const { service } = fakeService(answer);
  const results = await run(
    batch(unit('a', 'GET', 'small'), unit('b', 'GET', 'large'), unit('c', 'GET', 'small')),
    service,
  );
  expect(results.map(([id, status, body]) => [id, status, String(body).length])).toEqual([
    ['a', 200, 2 * megabyte],
    ['b', 400, 'batchRequestLimitExceeded'.length],
    ['c', 200, 2 * megabyte],
  ]);
});

test.each([
  ['16 MiB together are answered', 'x', 0, 200],
  ['a byte more is a 400 of that request', 'x', 1, 400],
  ['16 MiB of two bytes a character are answered', '\u00e4', 0, 200],
  ['a byte more of them is a 400 too', '\u00e4', 1, 400],
])('%s', async (_what, character, more, status) => {
  const half = character.repeat((8 * 1024 * 1024) / Buffer.byteLength(character));
  const answer = (url: string): Promise<ServiceResponse> =>
    Promise.resolve({ status: 200, headers: {}, body: half + 'x'.repeat(url.endsWith('b') ? more : 0) });
  const results = await run(batch(unit('a', 'GET', 'a'), unit('b', 'GET', 'b')), fakeService(answer).service);
  expect(results.map(([id, each]) => [id, each])).toEqual([
    ['a', 200],
    ['b', status],
  ]);
});

test('when the answers are too large together, nothing more is begun', async () => {
  const body = 'x'.repeat(10 * 1024 * 1024);
  const { service, log } = fakeService(() => Promise.resolve({ status: 200, headers: {}, body }));
  const writes = ['a', 'b', 'c'].map((id) => unit(id, 'PATCH', id));
  const results = await run(batch(...writes), service);
  expect(results.map(([id, status]) => [id, status])).toEqual([
    ['a', 200],
    ['b', 200],
    ['c', 400],
  ]);
  expect(log).toHaveLength(2);
});

test('an answer that breaks off fails its request and no other', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield await Promise.resolve('a');
    throw new Error('storage is gone');
  }
  const answer = (url: string): Promise<ServiceResponse> =>
    url.endsWith('broken') ? Promise.resolve({ status: 200, headers: {}, body: broken() }) : ok();
  const { service } = fakeService(answer);
  const results = await run(batch(unit('a', 'GET', 'broken'), unit('b', 'GET', 'whole')), service);
  expect(results).toEqual([
    ['a', 500, 'unknown'],
    ['b', 200, '{}'],
  ]);
});
