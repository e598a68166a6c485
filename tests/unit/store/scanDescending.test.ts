import fc from 'fast-check';
import { office365ActiveUserCounts as counts } from '../../../shared/model/office365ActiveUserCounts.ts';
import { collectPage } from '../../../shared/store/collectPage.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { indexRange, type ValueRange } from '../../../shared/store/indexRange.ts';
import { createMemoryRows } from '../../../shared/store/memoryRows.ts';
import type { Rows } from '../../../shared/store/rows.ts';
import { canScanDescending, scanDescending } from '../../../shared/store/scanDescending.ts';
import type { StorageScope } from '../../../shared/store/store.ts';
import { patch } from '../../support/changes.ts';
import { graphLikeRows } from '../../support/graphLikeRows.ts';
import { storageScope } from '../../support/storageScope.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

interface Query {
  readonly values: ValueRange;
  readonly size: number;
  readonly period?: string;
}

function page(rows: Rows, scope: StorageScope, { values, size, period }: Query, after?: string) {
  const source = { partition: rows.partition(scope, counts.name), scope, type: counts };
  const filter = { kind: 'compare', property: 'reportPeriod', operator: 'eq', value: period ?? '' } as const;
  const steps = scanDescending(source, {
    property: 'reportDate',
    range: indexRange(counts, 'reportDate', values),
    want: size,
    now,
    ...(period !== undefined && { filter }),
    ...(after !== undefined && { after }),
  });
  return collectPage(steps, { size, accept: () => true });
}

async function pages(rows: Rows, scope: StorageScope, query: Query) {
  const seen: string[] = [];
  let requests = 0;
  for (let after: string | undefined, count = 0; count < 10_000; count += 1) {
    const before = scope.usage.requests;
    const { entities, next } = await page(rows, scope, query, after);
    requests = Math.max(requests, scope.usage.requests - before);
    seen.push(...entities.map(({ stored }) => stored.entity.id));
    if (next === undefined) return { seen, requests };
    after = next;
  }
  throw new Error('The walk does not end');
}

describe('reading an index downwards', () => {
  const date = fc.constantFrom(
    null,
    '0001-01-01',
    '2020-02-29',
    '2026-11-20',
    '2026-11-22',
    '2026-11-23',
    '2027-01-01',
    '9999-12-31',
  );

  it('gives every row once, values downwards, keys of one value upwards, whatever the pages', async () => {
    const values = fc.record(
      { from: date, fromExclusive: fc.boolean(), to: date, toInclusive: fc.boolean() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(date, { maxLength: 30 }),
        values,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (dates, range, size, partial) => {
          let turn = 0;
          const rows = createMemoryRows({ fault: () => (partial ? { endPageAfter: turn++ % 3 } : {}) });
          const scope = storageScope();
          const changes = dates.map((reportDate, index) =>
            patch(counts, `k${String(index).padStart(2, '0')}`, { reportDate }),
          );
          const store = createStore(rows);
          for (const change of changes) await store.commit(scope, counts, [change]);
          const rank = (value: string | null) => value ?? '';
          const inside = (value: string | null) =>
            (range.from === undefined ||
              (range.fromExclusive === true ? rank(value) > rank(range.from) : rank(value) >= rank(range.from))) &&
            (range.to === undefined ||
              (range.toInclusive === true ? rank(value) <= rank(range.to) : rank(value) < rank(range.to))) &&
            (range.from !== undefined || value !== null);
          const expected = dates
            .map((value, index) => ({ value, id: `k${String(index).padStart(2, '0')}` }))
            .filter(({ value }) => inside(value))
            .sort((left, right) =>
              rank(left.value) === rank(right.value)
                ? left.id < right.id
                  ? -1
                  : 1
                : rank(left.value) < rank(right.value)
                  ? 1
                  : -1,
            );
          const { seen } = await pages(rows, scope, { values: range, size });
          expect(seen).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  describe.each(['2026-11-22', '2026-05-01', '2024-02-01'])('with %s as the newest refresh date', (newest) => {
    it.each(newest === '2026-05-01' ? [100, 1000, 10_000, 100_000] : [100, 1000, 10_000])(
      'costs at most 12 requests a page over %i entities',
      async (entities) => {
        const rows = createMemoryRows();
        const scope = storageScope({ milliseconds: 60_000 });
        await graphLikeRows(rows, scope, entities, newest);
        const costs: Record<string, number> = {};
        const queries: Record<string, Query> = {
          'period 7, this year, top 50': { values: { from: '2026-01-01' }, size: 50, period: '7' },
          'period 7, all, top 50': { values: {}, size: 50, period: '7' },
          'all, top 50': { values: {}, size: 50 },
          'all, page of 1000': { values: { from: null }, size: 1000 },
        };
        for (const [name, query] of Object.entries(queries)) {
          const before = scope.usage.requests;
          const { entities: found } = await page(rows, scope, query);
          costs[name] = scope.usage.requests - before;
          costs[`${name} rows`] = found.length;
        }
        expect(Math.max(...Object.keys(queries).map((name) => costs[name] ?? 0))).toBeLessThanOrEqual(12);
        if (entities === 10_000) {
          const all = await pages(rows, scope, { values: { from: null }, size: 1000 });
          expect(new Set(all.seen).size).toBe(entities);
          expect(all.seen).toHaveLength(entities);
          expect(all.requests).toBeLessThanOrEqual(13);
        }
      },
    );
  });

  it('refuses positions of other ranges', async () => {
    const rows = createMemoryRows();
    const query = { values: { from: '2026-01-01', to: '2026-02-01' }, size: 5 };
    for (const after of [
      '',
      'e_a',
      'i_reportDate_=2025-12-31!a',
      'i_reportDate_=2026-02-01!a',
      'i_reportDate_=x!a',
      'i_reportDate_!a',
    ]) {
      await expect(page(rows, storageScope(), query, after)).rejects.toMatchObject({ innerCode: 'invalidSkipToken' });
    }
  });

  it('is for dates only', () => {
    expect(
      ['reportDate', 'office365', 'reportPeriod', 'unknown'].map((name) => canScanDescending({ type: counts }, name)),
    ).toEqual([true, false, false, false]);
  });
});
