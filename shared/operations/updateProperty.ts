import { ODataError } from '../errors/odataError.ts';
import { isJsonObject } from '../json/jsonValue.ts';
import { readEntityBody } from '../validate/readEntityBody.ts';
import type { Operation } from './operation.ts';
import { setProperty, type PropertyResource } from './setProperty.ts';

/** PUT or PATCH of a property with `{"value": ...}` (Protocol 4.01, 11.4.9.1). */
export const updateProperty: Operation<PropertyResource> = async (request, context) => {
  const { type, name } = request.resource;
  const { json, ieee754Compatible } = await request.readJsonBody();
  if (!isJsonObject(json) || json['value'] === undefined) {
    throw new ODataError('RequestBodyRead', `The body must be a JSON object with the member 'value'.`, {
      target: 'value',
    });
  }
  const { properties } = readEntityBody(type, { [name]: json['value'] }, { ieee754Compatible });
  const stored = await setProperty(request.resource, { properties, conditions: request.conditions }, context);
  return request.preferences.return === 'minimal'
    ? { kind: 'noContent', stored, preferenceApplied: 'return=minimal' }
    : { kind: 'property', type, stored, name };
};
