import type { EntityType } from '../edm/entityType.ts';

/** Namespace of the entity types, and the alias Microsoft Graph's metadata gives it. */
export const namespaces: readonly string[] = ['microsoft.graph', 'graph'];

/** The entity type every declared type derives from. */
export const baseTypeName = 'entity';

/** The singleton, the entity type it has, and the only way to the report functions. */
export const singleton = { name: 'reports', typeName: 'reportRoot' } as const;

/** The name of a type with its namespace. */
export function qualifiedName(local: string): string {
  return `${namespaces[0] ?? ''}.${local}`;
}

/** The part of a name behind the namespace, `microsoft.graph.delta` -> `delta`; undefined for any other name. */
export function localName(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot > 0 && namespaces.includes(name.slice(0, dot)) ? name.slice(dot + 1) : undefined;
}

/** True when a type-cast segment of that name changes nothing for instances of the type (URL Conventions 4.01, 4.11). */
export function isIdentityCast(name: string, type: EntityType): boolean {
  const local = localName(name);
  return local === type.name || local === baseTypeName;
}
