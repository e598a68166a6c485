import type { Column } from '../../bind/bound/rowShape.ts';
import type { Entity, EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readFirst } from '../rows/readFirst.ts';
import { latestDate } from './latestDate.ts';

/** Which rows the newest is sought among. */
export interface Among {
  /** A date it has to come before. */
  readonly before?: string | undefined;
  /** A condition that stands before the date in that index. */
  readonly among?: readonly TypedExpression[];
}

/** A row of the newest date in a column that has an index, tomorrow or before: one request and one row. */
export async function newestRow(
  context: Pick<OperationContext, 'store' | 'scope'>,
  type: EntityType,
  date: Column,
  { before, among = [] }: Among = {},
): Promise<Entity | undefined> {
  const { scope } = context;
  const bound =
    before === undefined
      ? comparison('le', date, constant('Edm.Date', latestDate(scope)), scope.meter)
      : comparison('lt', date, constant('Edm.Date', before), scope.meter);
  const filter = junction('and', [...among, bound]);
  const found = await readFirst(context, type, { filter, orderby: [{ expression: date, descending: true }] });
  return found?.entity;
}
