import type { EntityType } from '../../edm/entityType.ts';
import type { Capability } from './capability.ts';
import { containerCapabilities } from './containerCapabilities.ts';
import { defaultCapabilities } from './defaultCapabilities.ts';
import { entitySetCapabilities } from './entitySetCapabilities.ts';
import { functionCapabilities } from './functionCapabilities.ts';
import { singletonCapabilities } from './singletonCapabilities.ts';

/**
 * Everything the metadata says about what the service does: annotation target, term, value, and for each claim the
 * request that shows it to be true. What is not claimed here is not promised.
 */
export function capabilities(model: readonly EntityType[]): readonly Capability[] {
  return [
    ...containerCapabilities(model),
    defaultCapabilities(),
    ...model.flatMap(entitySetCapabilities),
    ...singletonCapabilities(model),
    ...functionCapabilities(model),
  ];
}
