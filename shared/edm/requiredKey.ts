import type { EntityType } from './entityType.ts';

/** The parts of a type's key that every row has: all but what it is about, of which some may be empty. */
export function requiredKey({ naturalKey, subject }: EntityType): readonly string[] {
  if (subject === undefined) return naturalKey;
  return naturalKey.filter((name) => name !== subject.id && !subject.names.includes(name));
}
