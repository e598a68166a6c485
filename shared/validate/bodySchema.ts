import type { EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The schemas of an entity type: one of its body, which refers to one of each kind of property. */
export interface BodySchema {
  readonly body: Schema & { readonly $id: string };
  readonly parts: readonly (Schema & { readonly $id: string })[];
}

/** Properties with the same type and facets have the same schema, and share its validator. */
function partOf(property: Property): Schema & { readonly $id: string } {
  const item = primitiveTypes[property.type].validationSchema(property);
  const schema = property.collection ? { type: 'array', items: item } : { if: { type: 'null' }, else: item };
  const name = property.collection ? `Collection(${property.type})` : property.type;
  return { $id: `${name}/${property.maxLength ?? ''}`, ...schema };
}

/**
 * The schema of a JSON body of an entity type, derived from the declaration. What it says besides its properties is read
 * elsewhere: the key, and control information, whose names have an at sign.
 */
export function bodySchema(type: EntityType): BodySchema {
  const parts = new Map(Object.entries(type.properties).map(([name, property]) => [name, partOf(property)] as const));
  return {
    body: {
      $id: type.name,
      type: 'object',
      properties: { id: true, ...Object.fromEntries([...parts].map(([name, { $id }]) => [name, { $ref: $id }])) },
      patternProperties: { '@': true },
      additionalProperties: false,
    },
    parts: [...new Map([...parts.values()].map((part) => [part.$id, part])).values()],
  };
}
