import type { BindContext } from '../../shared/bind/expression/bindContext.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import { entityQueryOf } from '../../shared/operations/rows/entityQueryOf.ts';
import type { EntityQuery } from '../../shared/store/contract/entityQuery.ts';
import { bindUrl } from './bindRequest.ts';

/** The query over a set that query options stand for. */
export function bindEntityQuery(type: EntityType, options: string): EntityQuery {
  const meter = new Meter();
  const context: BindContext = { model: [type], serviceRoot: 'https://example.org/v1.0/', now: Date.now(), meter };
  return entityQueryOf(bindUrl(`${type.name}?${options}`, context).query, meter).query;
}
