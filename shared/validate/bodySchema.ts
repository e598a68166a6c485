import type { EntityType } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';
import type { NumberFormat } from '../edm/primitiveType.ts';

/** The schema of a JSON body of an entity type without its control information, derived from the declaration. */
export function bodySchema(type: EntityType, format: NumberFormat): Readonly<Record<string, unknown>> {
  const properties = Object.entries(type.properties).map(([name, property]) => {
    const item = primitiveTypes[property.type].validationSchema(property, format);
    const schema = property.collection ? { type: 'array', items: item } : { if: { type: 'null' }, else: item };
    return [name, schema] as const;
  });
  return {
    $id: `${type.name}/${format.ieee754Compatible ? 'ieee754' : 'number'}`,
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}
