import type { EntityType, Property } from '../../edm/entityType.ts';
import type { PropertyTypeName } from '../../edm/edmValue.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';

/** The key the documented update of Microsoft Graph has. */
export const exampleId = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';

/** Values of properties whose declaration gives no example, as texts. */
const defaults: Readonly<Record<PropertyTypeName, string>> = {
  'Edm.String': 'text',
  'Edm.Int64': '9',
  'Edm.Double': '1.5',
  'Edm.Date': '2022-10-25',
  'Edm.DateTimeOffset': '2022-10-25T08:30:00Z',
  'Edm.Duration': 'PT1H30M',
  'Edm.Boolean': 'true',
};

function exampleValue({ type, collection, example = defaults[type] }: Property): unknown {
  const row = primitiveTypes[type];
  const value = row.fromText(example);
  if (value === undefined) throw new Error(`'${example}' is no value of ${type}`);
  const json: unknown = JSON.parse(row.toJson(value, { ieee754Compatible: false }));
  return collection ? [json] : json;
}

/** The properties of an entity of a type but its key, as JSON has them: the documented example where the model gives it. */
export function exampleProperties(type: EntityType): Readonly<Record<string, unknown>> {
  const values = Object.entries(type.properties).map(([name, property]) => [name, exampleValue(property)] as const);
  return Object.fromEntries(values);
}
