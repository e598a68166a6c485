import type { ReportArguments } from '../../bind/bound/resource.ts';
import { entityShape } from '../../bind/bound/rowShape.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { compilePredicate } from '../../expression/compileExpression.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { entityQueryOf } from '../rows/entityQueryOf.ts';
import type { FoundEntity } from '../contract/foundEntity.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readFirst } from '../rows/readFirst.ts';
import { isSeries, readReportRows } from './readReportRows.ts';
import { readSeries } from './readSeries.ts';

/** One entity of what a report function returns. */
export interface ReportMember {
  readonly type: EntityType;
  readonly arguments: ReportArguments;
  readonly key: string;
  /** Conditions of `/$filter(...)` segments. */
  readonly filters: readonly TypedExpression[];
}

/** The row with the id in the view of a series, which has no version. */
async function readSeriesMember(
  context: OperationContext,
  { type, arguments: chosen, key, filters }: ReportMember,
): Promise<FoundEntity | undefined> {
  const { entities } = await readSeries(context, { type, arguments: chosen });
  const entity = entities.find(({ id }) => id === key);
  const tests = filters.map((filter) => compilePredicate(filter, context.scope.meter));
  return entity !== undefined && tests.every((test) => test(entity)) ? { entity } : undefined;
}

/** The entity with the key in the result of a report function (Protocol 4.01, 11.5.4); undefined when it is not in it. */
export async function readReportMember(
  context: OperationContext,
  member: ReportMember,
): Promise<FoundEntity | undefined> {
  const { type, arguments: chosen, key, filters } = member;
  if (isSeries(type)) return await readSeriesMember(context, member);
  const shape = entityShape(type);
  const id = shape.columns.get('id');
  if (id === undefined) throw new Error(`${type.name} has no key`);
  const filter = junction('and', [comparison('eq', id, constant('Edm.String', key), context.scope.meter), ...filters]);
  const restricted = { shape, compute: [], orderby: [], expand: [], filter };
  const { query } = await readReportRows(context, { type, arguments: chosen, query: restricted });
  return await readFirst(context, type, entityQueryOf(query, context.scope.meter).query);
}
