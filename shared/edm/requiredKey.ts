import type { EntityType } from './entityType.ts';

/** The parts of a type's natural key that must have a value in every row: dates, and the period of the report. */
export function requiredKey({ naturalKey, properties, reportFunction }: EntityType): readonly string[] {
  return naturalKey.filter((name) => properties[name]?.type === 'Edm.Date' || name === reportFunction?.period);
}
