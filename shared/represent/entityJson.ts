import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { toEntityTag } from '../headers/conditions.ts';
import type { MetadataLevel } from '../headers/negotiateFormat.ts';
import type { ODataVersion } from '../headers/negotiateVersions.ts';
import type { StoredEntity } from '../store/store.ts';
import { entityPath } from './entityPath.ts';

/** How JSON is written for one answer. */
export interface JsonOptions {
  readonly version: ODataVersion;
  readonly metadata: MetadataLevel;
  readonly ieee754Compatible: boolean;
  /** Absolute URL of the service root with its trailing slash. */
  readonly serviceRoot: string;
}

/** Types that JSON itself tells apart, for which no type annotation is written (JSON Format 4.01, 4.6.3). */
const selfDescribing: readonly string[] = ['Edm.String', 'Edm.Boolean'];

/** The name of a control information: `@odata.` in 4.0, `@` in 4.01 (JSON Format 4.01, 4.6). */
export function controlName(version: ODataVersion, name: string): string {
  return version === '4.0' ? `@odata.${name}` : `@${name}`;
}

/** The JSON text of a property value. */
export function propertyJson(property: Property | undefined, value: PropertyValue, options: JsonOptions): string {
  if (value === null) return 'null';
  const row = primitiveTypes[property?.type ?? 'Edm.String'];
  if (typeof value === 'object') return `[${value.map((item) => row.toJson(item, options)).join(',')}]`;
  return row.toJson(value satisfies PrimitiveValue, options);
}

/** The type annotation a property has under full metadata; empty when it needs none. */
function typeAnnotation(name: string, property: Property, version: ODataVersion): string {
  const short = property.type.slice('Edm.'.length);
  if (property.collection) return `"${name}${controlName(version, 'type')}":"#Collection(${short})",`;
  return selfDescribing.includes(property.type) ? '' : `"${name}${controlName(version, 'type')}":"#${short}",`;
}

/** The control information of an entity, each with a comma behind it (JSON Format 4.01, 4.6 and 6). */
function entityControl(type: EntityType, stored: StoredEntity, options: JsonOptions): string {
  if (options.metadata === 'none') return '';
  const { version } = options;
  const etag = `"${controlName(version, 'etag')}":${JSON.stringify(toEntityTag(stored.version))},`;
  if (options.metadata === 'minimal') return etag;
  const path = entityPath(type, stored.entity.id);
  return (
    `"${controlName(version, 'type')}":"#microsoft.graph.${type.name}",` +
    `"${controlName(version, 'id')}":${JSON.stringify(options.serviceRoot + path)},` +
    etag +
    `"${controlName(version, 'editLink')}":${JSON.stringify(path)},`
  );
}

/**
 * Writes one entity as a JSON object, properties in documented order. `context` is the context URL; it is written on
 * the outermost object only.
 */
export function entityJson(type: EntityType, stored: StoredEntity, options: JsonOptions, context?: string): string {
  let text = '{';
  if (context !== undefined && options.metadata !== 'none') {
    text += `"${controlName(options.version, 'context')}":${JSON.stringify(context)},`;
  }
  text += entityControl(type, stored, options);
  text += `"id":${JSON.stringify(stored.entity.id)}`;
  for (const name in type.properties) {
    const property = type.properties[name];
    if (property === undefined) continue;
    text += ',';
    if (options.metadata === 'full') text += typeAnnotation(name, property, options.version);
    text += `"${name}":${propertyJson(property, stored.entity[name] ?? null, options)}`;
  }
  return `${text}}`;
}
