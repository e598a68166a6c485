import type { PropertyValue } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';

const known = new WeakMap<EntityType, Readonly<Record<string, PropertyValue>>>();

function blankOf({ properties }: EntityType): Readonly<Record<string, PropertyValue>> {
  const nothing = Object.entries(properties).map(([name, { collection }]) => [name, collection ? [] : null] as const);
  // Read as JSON, all members are there at once, and so in copies; set one by one, the engine keeps a table for each entity.
  return JSON.parse(JSON.stringify({ id: null, ...Object.fromEntries(nothing) })) as Record<string, PropertyValue>;
}

/** An entity with every declared property, each null or without items. */
export function blankEntity(type: EntityType, id: string): Record<string, PropertyValue> & { id: string } {
  const blank = known.get(type) ?? blankOf(type);
  known.set(type, blank);
  return { ...blank, id };
}
