import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import type { Change } from '../../shared/store/contract/store.ts';

type Values = Readonly<Record<string, PropertyValue>>;

const known = new WeakMap<EntityType, Values>();

function emptyOf(type: EntityType): Values {
  const names = Object.entries(type.properties);
  const empty =
    known.get(type) ?? Object.fromEntries(names.map(([name, { collection }]) => [name, collection ? [] : null]));
  known.set(type, empty);
  return empty;
}

/** An entity with all declared properties: null (or an empty collection) unless given. */
export function entityOf(type: EntityType, id: string, values: Values = {}): Entity {
  return { ...emptyOf(type), ...values, id };
}

/** A change that sets some properties and keeps the others. */
export function patch(type: EntityType, key: string, values: Values): Change {
  return {
    key,
    decide: (current) => ({ kind: 'put', entity: { ...(current?.entity ?? entityOf(type, key)), ...values, id: key } }),
  };
}

/** A change computed from the current entity. */
export function update(type: EntityType, key: string, values: (current: Entity) => Values): Change {
  return {
    key,
    decide: (current) => {
      const entity = current?.entity ?? entityOf(type, key);
      return { kind: 'put', entity: { ...entity, ...values(entity), id: key } };
    },
  };
}

/** A change that deletes. */
export function remove(key: string): Change {
  return { key, decide: () => ({ kind: 'delete' }) };
}
