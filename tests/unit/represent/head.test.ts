/** HEAD is decided like GET, and nothing is written for it: a row that is not looked at cannot fail. */
import { Meter } from '../../../shared/expression/cost/meter.ts';
import type { Result } from '../../../shared/operations/contract/result.ts';
import { represent } from '../../../shared/represent/represent.ts';
import type { RepresentContext } from '../../../shared/represent/representContext.ts';
import { model } from '../../../shared/model/model.ts';
import type { StoredEntity } from '../../../shared/store/contract/storedEntity.ts';
import { bindUrl } from '../../support/bindRequest.ts';
import { sampleContext } from '../../support/evaluateExpression.ts';

const type = model.find(({ name }) => name === 'office365ActiveUserCounts')!;
const bound = (options: string): Result<'collection'>['query'] =>
  bindUrl(`${type.name}${options}`, { ...sampleContext, model }).query;

/** A row that fails whatever is asked of it. */
const unreadable = new Proxy(
  {},
  {
    get() {
      throw new Error('A row was read');
    },
  },
);
const stored = { version: '1', entity: unreadable } as unknown as StoredEntity;

const context = (isHead: boolean): RepresentContext => ({
  format: { name: 'json', metadata: 'minimal', ieee754Compatible: false, contentType: 'application/json' },
  json: {
    version: '4.0',
    metadata: 'minimal',
    ieee754Compatible: false,
    serviceRoot: 'https://reports.example/v1.0/',
    omitNulls: false,
    only40: false,
  },
  preferences: { maxpagesize: 2 },
  model,
  meter: new Meter(),
  address: { path: type.name, options: [] },
  isHead,
  projected: false,
});

const page = (options: string, ...rows: Result<'collection'>['page']['rows']): Result<'collection'> => ({
  kind: 'collection',
  type,
  query: bound(options),
  page: { rows, total: 7 },
});
const unread = { stored, row: unreadable };

test.each<[string, Result]>([
  ['a page', page('?$count=true', unread, unread)],
  ['a page of some columns', page('?$select=teams', unread)],
  ['references', { kind: 'references', type, page: { rows: [unread] } }],
  ['an entity', { kind: 'entity', type, found: stored, query: bound(''), row: unreadable }],
  [
    'changes',
    {
      kind: 'changes',
      type,
      query: bound(''),
      page: { items: [{ kind: 'changed', stored, row: unreadable }], tracked: { deltatoken: 'x', since: 0 } },
    },
  ],
])('%s is not written', async (_what, result) => {
  await expect((async () => await represent(result, context(false)))()).rejects.toThrow(/A row was read/);
  const { status, headers, body } = await represent(result, context(true));
  expect([status, headers['Content-Type'], headers['OData-Version'], body]).toEqual([
    200,
    'application/json',
    '4.0',
    '',
  ]);
});

const read: StoredEntity = { version: '1', entity: { id: 'a', teams: 7n } };

async function* lines(): AsyncGenerator<Result<'csv'> extends { pieces: AsyncIterable<infer T> } ? T : never> {
  yield await Promise.resolve([{ stored: read, row: read.entity }]);
}

/** The length of a body, as far as it is there. */
async function lengthOf(body: string | Uint8Array | AsyncIterable<string | Uint8Array> | undefined): Promise<number> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body?.length ?? 0;
  let length = 0;
  for await (const piece of body) length += piece.length;
  return length;
}

test.each<[string, () => Result]>([
  ['the service document', () => ({ kind: 'serviceDocument' })],
  ['the metadata', () => ({ kind: 'metadata' })],
  ['a count', () => ({ kind: 'count', total: 7 })],
  ['a property', () => ({ kind: 'property', type, found: read, name: 'teams' })],
  ['the value of a property', () => ({ kind: 'propertyValue', type, found: read, name: 'teams' })],
  ['a reference', () => ({ kind: 'reference', type, stored: read })],
  ['the singleton', () => ({ kind: 'singleton', query: bound(''), row: { id: 'reports' }, expanded: [] })],
  ['a file', () => ({ kind: 'csv', type, query: bound(''), name: 'file', pieces: lines() })],
])('%s has the head of an answer to GET and nothing else', async (_what, result) => {
  const [got, head] = [await represent(result(), context(false)), await represent(result(), context(true))];
  expect([head.status, head.headers]).toEqual([got.status, got.headers]);
  expect(await lengthOf(got.body)).toBeGreaterThan(0);
  expect(await lengthOf(head.body)).toBe(0);
});

test('preferences are acknowledged as for GET', async () => {
  const { headers } = await represent(page('', unread), context(true));
  expect(headers['Preference-Applied']).toBe('odata.maxpagesize=2');
});

test('a decimal that 4.0 does not have is still 400', async () => {
  const options = '?$compute=teams divby 0 as q';
  const row = { id: 'a', teams: 1n, q: { unscaled: 1n, scale: -Infinity } };
  const known = { stored: { ...stored, entity: row } as unknown as StoredEntity, row };
  for (const isHead of [true, false]) {
    for (const select of ['', '&$select=q']) {
      const made = async () => await represent(page(options + select, known), context(isHead));
      await expect(made()).rejects.toThrow(/'q' is INF/);
    }
  }
});
