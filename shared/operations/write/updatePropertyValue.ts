import { ODataError } from '../../errors/odataError.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';
import type { JsonValue } from '../../json/jsonValue.ts';
import { readJson } from '../../json/readJson.ts';
import { readEntityBody } from '../../validate/readEntityBody.ts';
import type { BoundRequest, Operation } from '../contract/operation.ts';
import { setProperty, type PropertyResource } from './setProperty.ts';
import { knowsRest } from './write.ts';

type ValueResource = Extract<PropertyResource, { readonly kind: 'propertyValue' }>;

/** The value a text stands for, as JSON has it. Throws a 400 for a text that is no value of the property's type. */
function valueOf({ name, property }: ValueResource, text: string): JsonValue {
  const type = property?.type ?? 'Edm.String';
  const row = primitiveTypes[type];
  const value = row.fromText(text);
  if (value !== undefined) return readJson(row.toJson(value, { ieee754Compatible: false }));
  throw new ODataError(
    'invalidPropertyValue',
    `The body is not a value of the property '${name}', which is of ${type}; send its text alone, as a GET shows it.`,
    { target: name },
  );
}

async function read(request: BoundRequest<ValueResource>) {
  const { resource } = request;
  const json = { [resource.name]: valueOf(resource, await request.readTextBody()) };
  return readEntityBody(resource.type, json);
}

/** PUT of the raw value of a property, as text (Protocol 4.01, 11.4.9.1). */
export const updatePropertyValue: Operation<ValueResource> = async (request, context) => {
  const { resource, conditions, preferences } = request;
  const { properties } = await read(request);
  const stored = await setProperty(resource, { properties, conditions }, context);
  return preferences.return === 'minimal'
    ? { kind: 'noContent', stored, known: knowsRest(conditions), preferenceApplied: 'return=minimal' }
    : { kind: 'propertyValue', type: resource.type, found: stored, name: resource.name };
};
