import type { EntityType } from '../../edm/entityType.ts';
import {
  hasOperation,
  notSupported,
  recordCapability,
  supported,
  valueCapability,
  type Capability,
} from './capability.ts';
import { containerPath } from './containerPath.ts';

/** What holds for an entity set beyond the defaults of the container: its collection-valued properties, one row per term. */
export function entitySetCapabilities(type: EntityType): readonly Capability[] {
  const names = Object.keys(type.properties).filter((name) => type.properties[name]?.collection);
  const [first] = names;
  if (first === undefined) return [];
  const target = containerPath(type.name);
  const entity = `${type.name}('{id}')`;
  // Items are replaced as a whole.
  const isChanged = hasOperation('property', 'POST');
  const records = names.map((name) => ({
    record: { CollectionProperty: { propertyPath: name }, Insertable: isChanged, Updatable: false, Deletable: false },
  }));
  const update = (key: string) =>
    notSupported({ method: 'PATCH', path: `${type.name}('${key}')`, body: {}, status: 405 });
  const sort = { method: 'GET', path: `${type.name}?$orderby=${first}`, status: 400 } as const;
  return [
    recordCapability(target, 'Capabilities.SortRestrictions', {
      NonSortableProperties: {
        ...supported('entitySet', sort),
        value: names.map((propertyPath) => ({ propertyPath })),
      },
    }),
    valueCapability(target, 'Capabilities.CollectionPropertyRestrictions', {
      ...supported('property', { method: 'POST', path: `${entity}/${first}`, status: 200 }),
      value: records,
    }),
    // A request is made and ended, and nothing of it is changed but by upkeep.
    ...(type.isRegister === true
      ? [
          recordCapability(target, 'Capabilities.UpdateRestrictions', {
            Updatable: update('{id}'),
            Upsertable: update('{new}'),
          }),
        ]
      : []),
  ];
}
