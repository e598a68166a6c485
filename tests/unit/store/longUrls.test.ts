/** How long the URLs are that storage is sent for a page, where row keys are long and the filter too. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EntityQuery, Position } from '../../../shared/store/contract/entityQuery.ts';
import { readCurrents } from '../../../shared/store/keys/readCurrents.ts';
import { storageKey } from '../../../shared/store/rows/keyEncoding.ts';
import { connectTableRows } from '../../../shared/store/tables/connectTableRows.ts';
import type { Rows } from '../../../shared/store/rows/rows.ts';
import { tookEffect } from '../../../shared/store/write/tookEffect.ts';
import { readPage } from '../../../shared/store/walk/readPage.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { bindEntityQuery } from '../../support/bindEntityQuery.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { reading } from '../../support/reading.ts';
import { sampleType as type } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';

const text = '\u754c'.repeat(150);
const query = bindEntityQuery(type, `$filter=(text eq '${text}' or other eq 5)&$orderby=id`);
/** An entity as storage answers it. */
const answered = (id: string) => ({
  RowKey: `e_${id}`,
  id,
  _version: '0',
  _stamp: '1',
  '_stamp@odata.type': 'Edm.Int64',
  _earlier: '',
});
const row = { RowKey: 'e_x', id: 'x', text: 'another', _version: '0', _stamp: '1', '_stamp@odata.type': 'Edm.Int64' };

type Page = readonly Readonly<Record<string, string>>[];

/** The URLs that some work sends to storage, which gives these answers in turn and then nothing more. */
async function urlsOf<T>(
  pages: readonly (readonly [page: Page, nextKey?: string])[],
  work: (rows: Rows) => Promise<T>,
) {
  const urls: string[] = [];
  const server = createServer(({ url = '' }, outgoing) => {
    const [value, nextKey] = pages[urls.length] ?? [[]];
    urls.push(url);
    const place = Buffer.from(nextKey ?? '').toString('base64');
    const next = {
      'x-ms-continuation-NextPartitionKey': '1!4!dA--',
      'x-ms-continuation-NextRowKey': `1!${place.length}!${place.replaceAll('=', '-')}`,
    };
    outgoing.writeHead(200, { 'Content-Type': 'application/json', ...(nextKey !== undefined && next) });
    outgoing.end(JSON.stringify({ value }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const connectionString = developmentConnectionString(`http://127.0.0.1:${port}`);
    const result = await work(connectTableRows({ kind: 'connectionString', connectionString }));
    for (const url of urls) expect(url.length).toBeLessThan(4000);
    return { urls, result };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const readIn = (asked: EntityQuery, after?: Position) => async (rows: Rows) => {
  const part = { skip: 0, limit: 10, complete: false, ...(after !== undefined && { after }) };
  const { entities } = await readPage(rows, storageScope(), type, asked, part);
  return entities.map(({ entity }) => entity.id);
};

test.each([
  ['a short id', 'a', true],
  ['an id of 60 CJK characters', '\u754c'.repeat(60), true],
  ['an id of 255 CJK characters', '\u754c'.repeat(255), false],
])('behind %s', async (_what, id, isPushed) => {
  // Storage answers with a row that is not wanted, and goes on at an id as long.
  const { urls, result } = await urlsOf([[[row], `e_${id}`], [[row]]], readIn(query, ['after', `e_${id}`]));
  expect(urls).toHaveLength(2);
  expect(urls[0]?.includes('text')).toBe(isPushed);
  expect(result).toEqual([]);
});

test('a condition of 2,000 CJK characters, sent by /$query: storage is asked without it, and the answer is right', async () => {
  const name = '\u754c'.repeat(2000);
  const found = { ...answered('found'), RowKey: 'e_found', displayName: name };
  const other = { ...answered('other'), RowKey: 'e_other', displayName: `${name}x` };
  const { urls, result } = await urlsOf([[[found, other]]], async (rows) => {
    const app = await startInProcess({ rows });
    const body = `$filter=displayName eq '${name}'&$select=id`;
    const answer = await reading(app).query('office365ActiveUserDetail', body);
    await app.stop();
    return { status: answer.status, body: await answer.json() };
  });
  expect(result).toMatchObject({ status: 200, body: { value: [{ id: 'found' }] } });
  expect(urls).toHaveLength(1);
});

const long = (last: string, length = 255): string => '\u754c'.repeat(length - 1) + last;

test('between ids of 255 CJK characters: no row behind them is in the result', async () => {
  const [low, high, behind] = [long('a'), long('m'), long('z')];
  const asked = bindEntityQuery(type, `$filter=id ge '${low}' and id le '${high}'`);
  const pages = [[[answered(low)], `e_${low}`] as const, [[answered(high), answered(behind)], `e_${behind}`] as const];
  const { urls, result } = await urlsOf(pages, readIn(asked));
  expect(result).toEqual([low, high]);
  expect(urls).toHaveLength(2);
});

test('many ids of 255 CJK characters', async () => {
  const keys = Array.from({ length: 40 }, (_, at) => long(String.fromCharCode(0x4e00 + at)));
  const pages = [[keys.map((key) => answered(key))]] as const;
  const { urls, result } = await urlsOf(pages, async (rows) => {
    const scope = storageScope();
    return await readCurrents(rows.partition(scope, type.name), scope, type, keys);
  });
  expect(result.map((each) => each?.state?.stored.entity.id)).toEqual(keys);
  expect(urls).toHaveLength(1);
});

test.each([
  ['a range of an index', `$filter=text ge '${long('a', 90)}' and text le '${long('m', 90)}'&$orderby=text`, 'i2_='],
  ['the order of an index', '$orderby=text', 'i2_='],
  [
    'values of an index',
    `$filter=code in ('${long('a', 12)}','${long('b', 12)}') and text ge 'a'&$orderby=day desc`,
    '',
  ],
  ['main rows from an id on', `$filter=id ge '${long('a')}' and contains(text,'a')`, ''],
  ['main rows up to an id', `$filter=id lt '${long('m')}' and other eq 1`, ''],
  ['ids that begin alike', `$filter=startswith(id,'${long('m', 200)}')`, ''],
])('%s', async (_what, options, prefix) => {
  const asked = bindEntityQuery(type, options);
  const at = prefix + '\u754c'.repeat(64) + '!' + long('b');
  const { urls } = await urlsOf(
    [[[], prefix === '' ? `e_${long('b')}` : at]],
    readIn(asked, prefix === '' ? undefined : ['after', at]),
  );
  expect(urls.length).toBeGreaterThan(1);
});

/** The longest keys there are, each as dear in a URL as a character can make it. */
const longestKeys = [
  ['CJK characters', '\u754c'.repeat(255)],
  ['emoji', '\u{1f600}'.repeat(127)],
  ['apostrophes', "'".repeat(133)],
  ['controls', '\u2028'.repeat(80)],
] as const;

test.each(longestKeys)('one row whose key is made of %s, and whether a write of it took effect', async (_what, id) => {
  const key = storageKey(id);
  const read = await urlsOf([], async (rows) => await rows.partition(storageScope(), type.name).get(`e_${key}`));
  expect(read.urls).toHaveLength(1);
  const after = { key: id, version: 'v1', stamp: 1_700_000_000_000, earlier: [] };
  const attempt = { key: id, after, operations: [], committed: { before: undefined, after: undefined } };
  const { urls } = await urlsOf([], async (rows) => {
    const scope = storageScope();
    expect(await tookEffect(rows.partition(scope, type.name), scope, type, attempt)).toBe(false);
  });
  expect(urls).toHaveLength(1);
});
