import { office365ActiveUserCounts as counts } from '../../../shared/model/office365ActiveUserCounts.ts';
import { collectPage, type PageOptions } from '../../../shared/store/collectPage.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { indexRange } from '../../../shared/store/indexRange.ts';
import { keyRange } from '../../../shared/store/keyRange.ts';
import { mainPrefix, mainRowKey } from '../../../shared/store/layout.ts';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/memoryRows.ts';
import type { Rows } from '../../../shared/store/rows.ts';
import { type RangeScan, scanRange } from '../../../shared/store/scanRange.ts';
import type { StorageScope } from '../../../shared/store/store.ts';
import { patch } from '../../support/changes.ts';
import { graphLikeRows } from '../../support/graphLikeRows.ts';
import { storageScope } from '../../support/storageScope.ts';

const all: PageOptions = { size: 50, accept: () => true };

async function collect(rows: Rows, scope: StorageScope, scan: RangeScan, options: PageOptions) {
  const before = scope.usage.requests;
  const steps = scanRange({ partition: rows.partition(scope, counts.name), scope, type: counts }, scan);
  const { entities, next } = await collectPage(steps, options);
  return {
    ids: entities.map(({ stored }) => stored.entity.id),
    entities,
    next,
    requests: scope.usage.requests - before,
  };
}

async function filled(count: number, fault?: () => MemoryFault) {
  const rows = createMemoryRows(
    fault === undefined ? {} : { fault: ({ operation }) => (operation === 'range' ? fault() : {}) },
  );
  const scope = storageScope();
  const store = createStore(rows);
  const ids = Array.from({ length: count }, (_, index) => `k${String(index).padStart(4, '0')}`);
  for (const [index, id] of ids.entries())
    await store.commit(scope, counts, [patch(counts, id, { teams: BigInt(index) })]);
  return { rows, scope, ids, store };
}

describe('reading a range upwards', () => {
  it.each([100, 1000, 10_000])('costs one request a page of an index over %i entities', async (entities) => {
    const rows = createMemoryRows();
    const scope = storageScope();
    await graphLikeRows(rows, scope, entities, '2026-11-22');
    const range = indexRange(counts, 'reportDate', { from: '2026-01-01' });
    const filter = { kind: 'compare', property: 'reportPeriod', operator: 'eq', value: '180' } as const;
    const page = await collect(rows, scope, { range, filter, pageSize: 51 }, all);
    expect(page.requests).toBe(1);
    const dates = page.entities.map(({ stored }) => stored.entity['reportDate'] as string);
    expect(dates).toEqual([...dates].sort());
    expect(page.next).toBe(entities === 100 ? undefined : page.entities.at(-1)?.position);
  });

  it('fills pages over empty and partial pages of storage, and goes on where one ended', async () => {
    let turn = 0;
    const { rows, scope, ids } = await filled(60, () => ({ endPageAfter: turn++ % 4 }));
    const range = keyRange(mainPrefix);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await collect(rows, scope, { range, ...(after !== undefined && { after }) }, { ...all, size: 7 });
      expect(page.ids.length).toBe(Math.min(7, ids.length - seen.length));
      seen.push(...page.ids);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(ids);
  });

  it('leaves the last word to the predicate, and ends early when told', async () => {
    const { rows, scope, ids } = await filled(30);
    const range = keyRange(mainPrefix);
    const accept: PageOptions['accept'] = ({ entity }) => Number(entity['teams']) % 10 === 9;
    expect(await collect(rows, scope, { range }, { size: 3, accept })).toMatchObject({
      ids: ['k0009', 'k0019', 'k0029'],
      next: undefined,
    });
    expect((await collect(rows, scope, { range }, { size: 2, accept })).next).toBe('e_k0019');
    const early = await collect(rows, scope, { range, pageSize: 5 }, { size: 3, accept, enough: () => true });
    expect(early).toMatchObject({ ids: [], next: mainRowKey(ids[4] ?? ''), requests: 1 });
  });

  it('leaves out rows that cannot be read, and tells the operator', async () => {
    const { rows, scope } = await filled(3);
    const properties = { id: 'k0001', teams: 'poison', _version: 'x', _stamp: 1n, _earlier: '' };
    await rows.partition(scope, counts.name).transact([{ kind: 'upsert', row: { rowKey: 'e_k0001', properties } }]);
    const page = await collect(rows, scope, { range: keyRange(mainPrefix) }, all);
    expect(page.ids).toEqual(['k0000', 'k0002']);
    expect(scope.logged).toEqual([{ level: 'error', message: `A row of ${counts.name} cannot be read` }]);
  });

  it('refuses positions of other ranges', async () => {
    const { rows, scope } = await filled(0);
    for (const after of ['', 'e', 'f', 'i_reportDate_!a']) {
      await expect(collect(rows, scope, { range: keyRange(mainPrefix), after }, all)).rejects.toMatchObject({
        innerCode: 'invalidSkipToken',
      });
    }
  });
});
