/** An index of a report, newest first or of several parts, is added to rows that exist by two deployments. */
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { choosePlan } from '../../../shared/store/plan/choosePlan.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../support/bindEntityQuery.ts';
import { entityOf, patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { evaluateNaively } from '../../support/evaluateNaively.ts';
import { readPages } from '../../support/readPages.ts';
import { storageScope } from '../../support/storageScope.ts';
import { dateBack, spreadEntities, spreads, walkedTypes } from '../../support/walkedTables.ts';

const covered = {
  series: '$filter=reportDate ne null&$orderby=reportDate desc',
  totals: "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc",
  details: `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateBack(0)}&$orderby=groupDisplayName`,
} as const;

test.each(Object.keys(covered) as (keyof typeof covered)[])('%s', async (shape) => {
  const after: EntityType = walkedTypes[shape];
  const [last, ...others] = [...after.indexes].reverse();
  const before: EntityType = { ...after, indexes: others.reverse() };
  const building: EntityType = { ...after, indexes: [...before.indexes, { parts: last!.parts, building: true }] };
  const rows = createMemoryRows();
  const store = createStore(rows);
  const scope = storageScope();
  const spread = shape === 'details' ? spreads['one date for all'] : spreads['a row a date'];
  const entities = spreadEntities(after, spread, 60);
  const put = async (type: EntityType, from: number, to: number) => {
    for (const entity of entities.slice(from, to)) await store.commit(scope, type, [patch(type, entity.id, entity)]);
  };
  await put(before, 0, 50);
  // The new version writes rows that are new and rows that are there, the old one some of the same.
  const changed = entities[3]!;
  await store.commit(scope, building, [patch(building, changed.id, { reportRefreshDate: dateBack(400) })]);
  await store.commit(scope, before, [patch(before, changed.id, changed)]);
  await put(building, 50, 60);
  await store.commit(scope, building, [remove(entities[4]!.id)]);
  const query = bindEntityQuery(after, covered[shape]);
  const left = entities.filter((_entity, at) => at !== 4).map(({ id, ...values }) => entityOf(after, id, values));
  const found = async (type: EntityType) => await readPages(query, { rows, type, scope: () => scope, limit: 10 });
  const expected = evaluateNaively(left, query);
  const name = `i${after.indexes.length}_`;
  expect(choosePlan(building, query)).not.toMatchObject({ scan: { prefix: name } });
  expect((await found(building)).flatMap(({ keys }) => keys)).toEqual(expected);

  expect(await store.maintain(scope, building)).toMatchObject({ complete: true });
  expect(await checkRows(rows, scope, after)).toMatchObject({ entities: left.length, faults: [] });
  expect(choosePlan(after, query)).toMatchObject({ kind: 'ordered', scan: { prefix: name } });
  const pages = await found(after);
  expect(pages.flatMap(({ keys }) => keys)).toEqual(expected);
  for (const { keys, walked } of pages) expect(walked).toBeLessThanOrEqual(keys.length + 2);
});
