import { ODataError } from '../../errors/odataError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readEntityBody } from '../../validate/readEntityBody.ts';
import type { Operation } from '../contract/operation.ts';
import { setProperty, type PropertyResource } from './setProperty.ts';
import { knowsRest } from './write.ts';

/** The body of a property as the one member of an entity's body, annotations with it. Throws a 400 for any other form. */
function asMember(name: string, json: JsonValue): JsonObject {
  if (!isJsonObject(json) || json['value'] === undefined) {
    throw new ODataError('RequestBodyRead', "The body must be a JSON object with the member 'value'.", {
      target: 'value',
    });
  }
  const member: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(json)) {
    if (!/^(?:value$|(?:value)?@)/.test(key)) {
      throw new ODataError(
        'RequestBodyRead',
        `The body has the member '${key.slice(0, 100)}'; its one member is 'value'.`,
        { target: key },
      );
    }
    member[name + key.replace(/^value/, '')] = value;
  }
  return member;
}

/** PUT or PATCH of a property with `{"value": ...}` (Protocol 4.01, 11.4.9.1). */
export const updateProperty: Operation<PropertyResource> = async (request, context) => {
  const { type, name } = request.resource;
  const { properties } = readEntityBody(type, asMember(name, await request.readJsonBody()));
  const stored = await setProperty(request.resource, { properties, conditions: request.conditions }, context);
  return request.preferences.return === 'minimal'
    ? { kind: 'noContent', stored, known: knowsRest(request.conditions), preferenceApplied: 'return=minimal' }
    : { kind: 'property', type, found: stored, name };
};
