import type { EntityType } from '../../edm/entityType.ts';
import { localName, namespace } from '../../edm/namespace.ts';

/** The entity type every declared type derives from. */
export const baseTypeName = 'entity';

/** The singleton, the entity type it has, and the only way to the report functions. */
export const singleton = { name: 'reports', typeName: 'reportRoot' } as const;

/** The entity sets the singleton leads to: all but the register of persons to forget, which is no report. */
export function singletonSets(model: readonly EntityType[]): readonly EntityType[] {
  return model.filter(({ isRegister }) => isRegister !== true);
}

/** The name of a type with its namespace. */
export function qualifiedName(local: string): string {
  return `${namespace}.${local}`;
}

/** True when a type-cast segment of that name changes nothing for instances of the type (URL Conventions 4.01, 4.11). */
export function isIdentityCast(name: string, type: EntityType): boolean {
  const local = localName(name);
  return local === type.name || local === baseTypeName;
}
