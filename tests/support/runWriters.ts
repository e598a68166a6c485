import { ODataError } from '../../shared/errors/odataError.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { Clock } from '../../shared/store/contract/clock.ts';
import type { Change, Store } from '../../shared/store/contract/store.ts';
import { patch, remove, update } from './changes.ts';
import { checkRows } from './checkRows.ts';
import { sampleType } from './sampleType.ts';
import { seededRandom } from './seededFaults.ts';
import { storageScope } from './storageScope.ts';

/** A run of many writers over few keys, while storage fails. */
export interface WritersRun {
  /** Rows of each instance of the service; the writers are spread over them. */
  readonly instances: readonly Rows[];
  /** Rows of the same storage that do not fail. */
  readonly sound: Rows;
  readonly operations: number;
  readonly writers: number;
  /** What requests have their time by; that of the machine unless given. */
  readonly clock?: Clock;
  /** Ends the faults and waits until late writes have had their effect. */
  calm(): Promise<void>;
}

const keys = 12;

async function run(
  { instances, operations, writers, clock }: WritersRun,
  tenant: string,
  changeOf: (index: number) => Change,
) {
  const stores = instances.map((rows) => createStore(rows));
  const acknowledged: number[] = [];
  const failed: number[] = [];
  let next = 0;
  const writer = async (store: Store) => {
    for (let index = next++; index < operations; index = next++) {
      try {
        await store.commit(storageScope({ tenant, ...(clock && { clock }) }), sampleType, [changeOf(index)]);
        acknowledged.push(index);
      } catch (error) {
        if (!(error instanceof ODataError)) throw error;
        expect([503, 504]).toContain(error.status);
        expect(Number(error.headers['Retry-After'])).toBeGreaterThanOrEqual(1);
        failed.push(index);
      }
    }
  };
  const each = Array.from({ length: writers }, (_, index) => stores[index % stores.length]!);
  await Promise.all(each.map(writer));
  return { acknowledged, failed };
}

/** Every acknowledged change is carried out exactly once, every other at most once; all rows agree afterwards. */
export async function expectExactlyOnce(writersRun: WritersRun): Promise<void> {
  const { tenant } = storageScope();
  const { acknowledged, failed } = await run(writersRun, tenant, (index) =>
    update(sampleType, `k${index % keys}`, ({ names }) => ({
      names: [...(names as string[]), String(index)],
      count: BigInt(index),
    })),
  );
  await writersRun.calm();
  const store = createStore(writersRun.sound);
  const seen: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    const entity = (await store.read(storageScope({ tenant }), sampleType, `k${key}`))?.entity;
    seen.push(...((entity?.['names'] ?? []) as string[]).map(Number));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(acknowledged.filter((index) => !seen.includes(index))).toEqual([]);
  expect(seen.filter((index) => !acknowledged.includes(index) && !failed.includes(index))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(writersRun.operations * 0.9);
  expect((await checkRows(writersRun.sound, storageScope({ tenant }), sampleType)).faults).toEqual([]);
}

/** No row is left behind and none is missing when indexed values move and entities come and go. */
export async function expectSoundRows(writersRun: WritersRun): Promise<void> {
  const { tenant } = storageScope();
  const random = seededRandom(13);
  await run(writersRun, tenant, (index) => {
    const key = `k${index % keys}`;
    if (random() < 0.3) return remove(key);
    return patch(sampleType, key, {
      day: `2026-01-0${1 + Math.floor(random() * 4)}`,
      text: random() < 0.5 ? null : 'x',
    });
  });
  await writersRun.calm();
  expect((await checkRows(writersRun.sound, storageScope({ tenant }), sampleType)).faults).toEqual([]);
}
