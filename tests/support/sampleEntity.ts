import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { primitiveTypes } from '../../shared/edm/primitiveTypes.ts';

/** The value of the example of a property, as JSON has it and as an address has it. */
function exampleOf({ type, example = '' }: Property): { readonly json: string; readonly literal: string } {
  const row = primitiveTypes[type];
  const value = row.fromText(example);
  if (value === undefined) throw new Error(`'${example}' is no ${type}`);
  return { json: row.toJson(value, { ieee754Compatible: false }), literal: row.toUrlLiteral(value) };
}

/** An entity with the example of every property of its type. */
export function sampleEntity({ properties }: EntityType): {
  /** Of the entity without its id. */
  readonly json: string;
  /** For each property, by its name, a condition that the entity fulfils. */
  readonly conditions: Readonly<Record<string, string>>;
} {
  const members = Object.entries(properties).map(([name, property]) => {
    const { json } = exampleOf(property);
    return `"${name}":${property.collection ? `[${json},"B"]` : json}`;
  });
  const conditions = Object.entries(properties).map(([name, property]) => {
    const { literal } = exampleOf(property);
    return [name, property.collection ? `${name}/any(x:x eq ${literal})` : `${name} eq ${literal}`];
  });
  return {
    json: `{${members.join(',')}}`,
    conditions: Object.fromEntries(conditions) as Readonly<Record<string, string>>,
  };
}
