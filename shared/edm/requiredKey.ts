import type { EntityType } from './entityType.ts';

const known = new WeakMap<EntityType, readonly string[]>();

/** The parts of a type's natural key that must have a value in every row: dates, and the period of the report. */
export function requiredKey(type: EntityType): readonly string[] {
  const { naturalKey, properties, reportFunction } = type;
  const parts =
    known.get(type) ??
    naturalKey.filter((name) => properties[name]?.type === 'Edm.Date' || name === reportFunction?.period);
  known.set(type, parts);
  return parts;
}
