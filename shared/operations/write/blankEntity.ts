import type { PropertyValue } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { laidOut } from '../../json/laidOut.ts';

const known = new WeakMap<EntityType, Readonly<Record<string, PropertyValue>>>();

function blankOf({ properties }: EntityType): Readonly<Record<string, PropertyValue>> {
  const nothing = Object.entries(properties).map(([name, { collection }]) => [name, collection ? [] : null] as const);
  return laidOut<PropertyValue>({ id: null, ...Object.fromEntries(nothing) });
}

/** An entity with every declared property, each null or without items. */
export function blankEntity(type: EntityType, id: string): Record<string, PropertyValue> & { id: string } {
  const blank = known.get(type) ?? blankOf(type);
  known.set(type, blank);
  return { ...blank, id };
}
