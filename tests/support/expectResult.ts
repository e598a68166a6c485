import { Meter } from '../../shared/expression/cost/meter.ts';
import type { Entity } from '../../shared/edm/entityType.ts';
import type { EntityQuery } from '../../shared/store/contract/entityQuery.ts';
import { sortOrder } from '../../shared/store/walk/sortOrder.ts';
import { evaluateNaively } from './evaluateNaively.ts';

/** Expects the keys of a whole result: each once, and in the order asked for, however equal ones stand to each other. */
export function expectResult(keys: readonly string[], entities: readonly Entity[], query: EntityQuery): void {
  expect([...keys].sort()).toEqual(evaluateNaively(entities, query).sort());
  const { tupleOf, compareValues } = sortOrder(query.orderby, new Meter());
  const rows = new Map(entities.map((entity) => [entity.id, query.toRow?.(entity) ?? entity]));
  const values = keys.map((key) => tupleOf(key, rows.get(key) ?? {}).values);
  const wrong = values.findIndex((each, at) => at > 0 && compareValues(values[at - 1] ?? [], each) > 0);
  expect(wrong).toBe(-1);
}
