/** What anyone can write: tokens with a right hash and any content. None does more than a URL could, and none writes. */
import { ODataError } from '../../../shared/errors/odataError.ts';
import { changePrefix, changeRowKey } from '../../../shared/store/keys/layout.ts';
import { readChangeToken, writeChangeToken } from '../../../shared/store/changes/changeToken.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { Position } from '../../../shared/store/contract/entityQuery.ts';
import { readPagingToken, writePagingToken, type PagingState } from '../../../shared/store/walk/pagingToken.ts';
import { readPage } from '../../../shared/store/walk/readPage.ts';
import { tokenDigest } from '../../../shared/store/contract/tokenDigest.ts';
import { bindEntityQuery } from '../../support/bindEntityQuery.ts';
import { patch, remove } from '../../support/changes.ts';
import { countingRows } from '../../support/countingRows.ts';
import { sampleType as type } from '../../support/sampleType.ts';
import { seedOf } from '../../support/seedOf.ts';
import { storageScope } from '../../support/storageScope.ts';
import { changedText, draws } from '../../support/changedTexts.ts';

const binding = { tenant: 'tenant', query: 'query' };
const states = Number(process.env['TOKEN_STATES'] ?? '5000');

const queries = [
  '',
  '$orderby=id',
  '$orderby=day',
  '$orderby=day desc',
  '$orderby=text',
  '$orderby=other',
  '$orderby=other,text desc,flag',
  '$orderby=count div 2 desc',
  "$filter=code in ('7','30')&$orderby=day desc",
  "$filter=code eq '7' and text eq 'b'&$orderby=day desc",
  "$filter=id in ('a1','a2','a9')",
  "$filter=id in ('a1','a2','a9')&$orderby=count",
  'day ge 2026-01-02'.replace(/^/, '$filter='),
  "$filter=contains(text,'a')",
].map((options) => bindEntityQuery(type, options));

async function filled() {
  const counted = countingRows(createMemoryRows());
  const scope = storageScope({ milliseconds: 600_000 });
  const store = createStore(counted.rows);
  const { since } = await store.startTracking(scope, type);
  for (let index = 0; index < 24; index += 1) {
    const day = index % 5 === 0 ? null : `2026-01-0${1 + (index % 4)}`;
    const values = {
      day,
      count: BigInt(index % 3),
      other: BigInt(index % 4),
      text: 'abc'[index % 3]!,
      code: index % 2 ? '7' : '30',
    };
    await store.commit(scope, type, [patch(type, `a${index}`, values)]);
  }
  for (const key of ['a3', 'a4']) await store.commit(scope, type, [remove(key)]);
  counted.reset();
  return { ...counted, scope, store, since };
}

const sealed = (version: string, text: string): string => {
  const payload = Buffer.from(text).toString('base64url');
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
};

const payloadOf = (token: string): string => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();

function expectRefusal(error: unknown, ...statuses: number[]): void {
  if (!(error instanceof ODataError) || !statuses.includes(error.status)) throw error;
}

it(`pages: ${states} states are 200 or 400, cost what an honest page may cost, and write nothing`, async () => {
  const { rows, counts, scope } = await filled();
  const honest: { readonly query: (typeof queries)[number]; readonly text: string }[] = [];
  for (const query of queries) {
    let after: Position | undefined;
    for (let page = 0; page < 6; page += 1) {
      const { next } = await readPage(rows, scope, type, query, {
        skip: 0,
        limit: 3,
        complete: false,
        ...(after && { after }),
      });
      if (next === undefined) break;
      after = next.position;
      const state: PagingState = { position: after, skip: 1, top: 7, total: 24, pageSize: 3, anchor: '2026-01-01' };
      honest.push({ query, text: payloadOf(writePagingToken(state, binding)) });
    }
  }
  expect(honest.length).toBeGreaterThan(30);
  let read = 0;
  const draw = draws(seedOf(11));
  for (let state = 0; state < states * 0.8; state += 1) {
    const own = honest[draw(honest.length)]!;
    const query = draw(3) === 0 ? queries[draw(queries.length)]! : own.query;
    const text = changedText(own.text, draw);
    try {
      const state = readPagingToken(sealed('1', text), binding);
      if (state.pageSize === 0 || (state.pageSize ?? 1) > 1000 || (state.total ?? 0) > 1e9) throw new Error(text);
      const before = scope.usage.requests;
      const { position: after, skip, pageSize: limit = 1000 } = state;
      read += 1;
      await readPage(rows, scope, type, query, { after, skip: Math.min(skip, 5), limit, complete: false });
      if (scope.usage.requests - before > 24) throw new Error(`${scope.usage.requests - before} requests: ${text}`);
    } catch (error) {
      expectRefusal(error, 400);
    }
  }
  expect(read).toBeGreaterThan(states / 50);
  expect(counts.transact).toBe(0);
});

it('changes: 200, 400 or 410, and nothing is written or promised', async () => {
  const { counts, scope, store, since } = await filled();
  const first = await store.changes(scope, type, { since }, 3);
  const honest = [{ cursor: { since } }, { cursor: first.cursor, pageSize: 3 }].map((state) =>
    payloadOf(writeChangeToken(state, binding)),
  );
  const draw = draws(seedOf(13));
  for (let state = 0; state < states * 0.2; state += 1) {
    const text = changedText(honest[draw(2)]!, draw);
    const before = scope.usage.requests;
    try {
      const { cursor, pageSize } = readChangeToken(sealed('c1', text), binding);
      const page = await store.changes(scope, type, cursor, pageSize ?? 1000);
      // Clocks of storage may differ by 10 seconds.
      if (page.cursor.since > Date.now() + 10_000) throw new Error(text);
    } catch (error) {
      expectRefusal(error, 400, 410);
    }
    if (scope.usage.requests - before > 6) throw new Error(`${scope.usage.requests - before} requests: ${text}`);
  }
  expect(counts.transact).toBe(0);
});

it('changes: what lies after the clock of storage, is no stamp, or no place, is a 400', async () => {
  const { scope, store, since } = await filled();
  const read = async (text: string) => {
    const { cursor } = readChangeToken(sealed('c1', text), binding);
    return await store.changes(scope, type, cursor, 10);
  };
  const later = Date.now() + 86_400_000;
  const place = changeRowKey(since + 1, 'v'.repeat(16), 'a');
  await expect(read(JSON.stringify({ s: since, n: since, k: place }))).resolves.toBeDefined();
  for (const text of [
    { s: later },
    { s: since, n: later },
    { s: since, n: since - 1 },
    { s: since, n: since, k: 'c_x' },
    { s: since, n: since, k: `${changePrefix}00000000000000x_v_a` },
    { s: since, n: since, k: changeRowKey(later, 'v'.repeat(16), 'a') },
    { s: since, k: place },
    { s: '5' },
    { s: 1.5 },
    { s: since, z: 0 },
    { s: since, z: 1001 },
    [],
    null,
  ]) {
    await expect(async () => await read(JSON.stringify(text))).rejects.toMatchObject({ status: 400 });
  }
});

const refused = (value: object): readonly [object, string | undefined] => [value, 'invalidSkipToken'];
const taken = (value: object): readonly [object, string | undefined] => [value, undefined];

it.each([
  taken({ d: '9'.repeat(100), s: '0' }),
  taken({ d: `-${'9'.repeat(100)}`, s: '400' }),
  taken({ d: '1', s: '399' }),
  taken({ d: '0', s: '-Infinity' }),
  refused({ d: '1', s: '401' }),
  refused({ d: '1', s: '999' }),
  refused({ d: '1', s: '300000000' }),
  refused({ d: '1', s: '1.5' }),
  refused({ d: '1', s: '-1' }),
  refused({ d: '1', s: 400 }),
  refused({ d: 1, s: '4' }),
  refused({ d: '1' }),
  refused({ d: '2', s: '-Infinity' }),
  refused({ d: '9'.repeat(101), s: '0' }),
  refused({ n: '1e400' }),
  refused({ n: '1' }),
  refused({ i: '9'.repeat(41) }),
  refused({ i: '9' }),
  refused({ t: '1', o: 0 }),
])('pages: a place in a computed order with %j: %s', async (value, innerCode) => {
  const rows = createMemoryRows();
  const query = bindEntityQuery(type, '$orderby=count div 2.5 desc');
  const after = ['sorted', 'a1', JSON.stringify([value])];
  const page = readPage(rows, storageScope(), type, query, { after, skip: 0, limit: 3, complete: false });
  await (innerCode === undefined
    ? expect(page).resolves.toBeDefined()
    : expect(page).rejects.toMatchObject({ innerCode }));
});
