/**
 * Two versions of the service over one storage: the older one does not declare what the newer one has added. Whichever writes,
 * nothing the other has stored is lost; by many writers, while storage fails, with a seed that the failure names.
 */
import { entityType } from '../../shared/edm/entityType.ts';
import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryFault } from '../../shared/store/rows/createMemoryRows.ts';
import { patch, remove, update } from '../support/changes.ts';
import { checkRows } from '../support/checkRows.ts';
import { sampleType } from '../support/sampleType.ts';
import { seededRandom } from '../support/seededFaults.ts';
import { storageScope } from '../support/storageScope.ts';

const { name, description, properties, indexes } = sampleType;
/** The newer version: three properties more, of each kind a row can hold, at either end of the declaration. */
const newer = entityType({
  name,
  description,
  properties: {
    added: { type: 'Edm.String', collection: true, description: 'Texts that only the newer version knows.' },
    ...properties,
    amount: { type: 'Edm.Int64', description: 'A number that only the newer version knows.' },
    isNew: { type: 'Edm.Boolean', description: 'A truth value that only the newer version knows.' },
  },
  naturalKey: ['day'],
  indexes: [...indexes],
});
const older: EntityType = sampleType;
const known = { added: ['a', 'b'], amount: 2n ** 63n - 1n, isNew: false };

/** A store of each version over one storage of nobody else's. */
function versions() {
  const rows = createMemoryRows();
  const scope = storageScope();
  const store = createStore(rows);
  const read = async (key: string): Promise<Entity | undefined> => (await store.read(scope, newer, key))?.entity;
  const commit = async (type: EntityType, ...changes: Parameters<typeof store.commit>[2]) =>
    await store.commit(scope, type, changes);
  return { rows, scope, store, read, commit };
}

test.each([
  ['a PATCH', patch(older, 'k', { count: 7n })],
  ['a PATCH that moves index rows', patch(older, 'k', { day: '2026-02-03', text: 'moved', code: 'c' })],
  ['a PATCH of null', patch(older, 'k', { text: null })],
])('%s of the older version keeps what the newer one has stored, in every row', async (_what, change) => {
  const { rows, scope, read, commit } = versions();
  await commit(newer, patch(newer, 'k', { ...known, day: '2026-01-02', text: 'x' }));
  await commit(older, change);
  expect(await read('k')).toMatchObject(known);
  // All copies are equal, which the check of the newer version sees.
  expect((await checkRows(rows, scope, newer)).faults).toEqual([]);
});

test('writes of both in turns keep what each has stored, a bulk of them too', async () => {
  const { rows, scope, store, read, commit } = versions();
  for (let turn = 0; turn < 6; turn += 1) {
    await commit(newer, patch(newer, 'k', { amount: BigInt(turn) }));
    await commit(older, patch(older, 'k', { count: BigInt(turn) }));
    expect(await read('k')).toMatchObject({ amount: BigInt(turn), count: BigInt(turn) });
  }
  await commit(newer, patch(newer, 'other', known));
  await store.commitEach(scope, older, [patch(older, 'k', { flag: true }), patch(older, 'other', { flag: true })]);
  expect(await read('k')).toMatchObject({ amount: 5n, flag: true });
  expect(await read('other')).toMatchObject({ ...known, flag: true });
  expect((await checkRows(rows, scope, newer)).faults).toEqual([]);
});

test('what is deleted leaves nothing for the entity that is made anew', async () => {
  const { read, commit } = versions();
  await commit(newer, patch(newer, 'k', known));
  await commit(older, remove('k'));
  await commit(older, patch(older, 'k', { count: 1n }));
  expect(await read('k')).toMatchObject({ count: 1n, added: [], amount: null, isNew: null });
});

test('upkeep of the older version that adds index rows keeps what it does not know', async () => {
  const { rows, scope, store, read, commit } = versions();
  await commit(newer, patch(newer, 'k', { ...known, text: 'x' }));
  const growing = entityType({
    name,
    description,
    properties,
    naturalKey: ['day'],
    indexes: [...indexes, { parts: [{ property: 'flag' }], building: true }],
  });
  while (!(await store.maintain(scope, growing)).complete);
  expect(await read('k')).toMatchObject(known);
  expect((await checkRows(rows, scope, growing)).faults).toEqual([]);
});

test('many writers of both versions, while storage fails: nothing acknowledged is lost or done twice', async () => {
  const operations = Number(process.env['FAULT_OPERATIONS'] ?? '300');
  const seed = Number(process.env['FUZZ_SEED'] ?? '7');
  const random = seededRandom(seed);
  const failure = { kind: 'unavailable' } as const;
  const fault = (): MemoryFault | undefined => {
    const drawn = random();
    if (drawn < 0.05) return { failBefore: failure };
    return drawn < 0.1 ? { failAfter: failure } : undefined;
  };
  const rows = createMemoryRows({ fault: () => (isCalm ? undefined : fault()) });
  let isCalm = false;
  const { tenant } = storageScope();
  const acknowledged = { names: [] as number[], added: [] as number[] };
  const failed: number[] = [];
  let next = 0;
  async function write(type: EntityType, list: 'names' | 'added'): Promise<void> {
    const store = createStore(rows);
    for (let index = next++; index < operations; index = next++) {
      const change = update(type, `k${index % 5}`, (entity) => ({
        [list]: [...(entity[list] as string[]), String(index)],
      }));
      try {
        await store.commit(storageScope({ tenant }), type, [change]);
        acknowledged[list].push(index);
      } catch (error) {
        if (!(error instanceof ODataError)) throw error;
        failed.push(index);
      }
    }
  }
  await Promise.all([write(older, 'names'), write(newer, 'added'), write(older, 'names'), write(newer, 'added')]);
  isCalm = true;
  const store = createStore(rows);
  const seen = { names: [] as number[], added: [] as number[] };
  for (let key = 0; key < 5; key += 1) {
    const entity = (await store.read(storageScope({ tenant }), newer, `k${key}`))?.entity;
    for (const list of ['names', 'added'] as const)
      seen[list].push(...((entity?.[list] ?? []) as string[]).map(Number));
  }
  const story = `FUZZ_SEED=${seed}`;
  for (const list of ['names', 'added'] as const) {
    expect([story, new Set(seen[list]).size]).toEqual([story, seen[list].length]);
    expect([story, acknowledged[list].filter((index) => !seen[list].includes(index))]).toEqual([story, []]);
    expect([
      story,
      seen[list].filter((index) => !acknowledged[list].includes(index) && !failed.includes(index)),
    ]).toEqual([story, []]);
    expect(acknowledged[list].length).toBeGreaterThan(operations / 10);
  }
  expect((await checkRows(rows, storageScope({ tenant }), newer)).faults).toEqual([]);
});
