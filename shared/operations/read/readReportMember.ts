import type { ReportArguments } from '../../bind/bound/resource.ts';
import { entityShape } from '../../bind/bound/rowShape.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { entityQueryOf } from './entityQueryOf.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readReportQuery } from './readReportQuery.ts';

/** One entity of what a report function returns. */
export interface ReportMember {
  readonly type: EntityType;
  readonly arguments: ReportArguments;
  readonly key: string;
  /** Conditions of `/$filter(...)` segments. */
  readonly filters: readonly TypedExpression[];
}

/** The entity with the key in the result of a report function (Protocol 4.01, 11.5.4); undefined when it is not in it. */
export async function readReportMember(
  context: OperationContext,
  { type, arguments: chosen, key, filters }: ReportMember,
): Promise<StoredEntity | undefined> {
  const shape = entityShape(type);
  const id = shape.columns.get('id');
  if (id === undefined) throw new Error(`${type.name} has no key`);
  const filter = junction('and', [comparison('eq', id, constant('Edm.String', key), context.scope.meter), ...filters]);
  const member = { shape, compute: [], orderby: [], expand: [], filter };
  const report = await readReportQuery(context, { type, arguments: chosen, query: member });
  const { query } = entityQueryOf(report.query, context.scope.meter);
  let after: Position | undefined;
  do {
    // A page may end before it has found anything.
    const part = { skip: 0, limit: 1, complete: true, ...(after && { after }) };
    const { entities, next } = await context.store.page(context.scope, type, query, part);
    const [found] = entities;
    if (found !== undefined) return found;
    after = next?.position;
  } while (after !== undefined);
  return undefined;
}
