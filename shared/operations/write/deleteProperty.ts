import type { Operation } from '../contract/operation.ts';
import { setProperty, type PropertyResource } from './setProperty.ts';
import { knowsRest } from './write.ts';

/** DELETE of a property: its value becomes null (Protocol 4.01, 11.4.9.2). */
export const deleteProperty: Operation<PropertyResource> = async (request, context) => {
  const { name, property } = request.resource;
  const properties = { [name]: property?.collection ? [] : null };
  const stored = await setProperty(request.resource, { properties, conditions: request.conditions }, context);
  return { kind: 'noContent', stored, known: knowsRest(request.conditions) };
};
