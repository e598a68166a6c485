import type { ErrorObject } from 'ajv';
import { checkEntityKey } from '../edm/entityKey.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import type { PropertyValue } from '../edm/edmValue.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { nearestName } from '../errors/nearestName.ts';
import { ODataError } from '../errors/odataError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/jsonValue.ts';
import { writeJson } from '../json/writeJson.ts';
import { readControlInformation } from './controlInformation.ts';
import { validatorOf } from './validatorOf.ts';

/** The content of a request body: the properties it sets (null clears one, undefined leaves it) and what it says besides. */
export interface EntityBody {
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** The entity tag in the body; it counts under an explicit OData-Version 4.01 only (JSON Format 4.01, 4.6.9). */
  readonly etag?: string;
}

function brief(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (isJsonObject(value)) return 'an object';
  const text = writeJson(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function expectation(property: Property): string {
  const single = primitiveTypes[property.type].expectation(property);
  return property.collection ? `an array, each item ${single}` : `null or ${single}`;
}

/** Turns ajv's first finding into a message that names the property, what was wrong and what is right. */
function toError(type: EntityType, body: JsonObject, finding: ErrorObject | undefined): ODataError {
  if (finding?.keyword === 'additionalProperties') {
    const name = String((finding.params as { additionalProperty: unknown }).additionalProperty).slice(0, 100);
    const near = nearestName(name, ['id', ...Object.keys(type.properties)]);
    const hint =
      near === undefined
        ? `its properties are id, ${Object.keys(type.properties).join(', ')}.`
        : `did you mean '${near}'?`;
    return new ODataError(
      'RequestBodyRead',
      `The property '${name}' does not exist on type 'microsoft.graph.${type.name}'; ${hint}`,
      {
        target: name,
      },
    );
  }
  const name = finding?.instancePath.split('/')[1] ?? '';
  const property = type.properties[name];
  if (property === undefined) throw new Error('validation failed on no declared property');
  const value = body[name];
  const got = finding?.keyword === 'maxUnits' ? `one of ${String(longest(value))} characters` : brief(value);
  return new ODataError(
    finding?.keyword === 'maxUnits' ? 'parameterIsTooLong' : 'invalidPropertyValue',
    `The property '${name}' must be ${expectation(property)}; the body has ${got}.`,
    { target: name },
  );
}

function longest(value: JsonValue | undefined): number {
  const items: readonly JsonValue[] = Array.isArray(value)
    ? (value as readonly JsonValue[])
    : value === undefined
      ? []
      : [value];
  return Math.max(...items.map((item) => (typeof item === 'string' ? item.length : 0)));
}

type Properties = Record<string, PropertyValue | undefined>;

const unset = new WeakMap<EntityType, Readonly<Properties>>();

/** Every property of a type, none of them set: their names are there from the beginning. */
function unsetProperties(type: EntityType): Properties {
  let known = unset.get(type);
  if (known === undefined) {
    const names = Object.keys(type.properties);
    // Read as JSON, all members are there at once; set one by one, the engine keeps a table for each object.
    const made = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as Properties;
    for (const name of names) made[name] = undefined;
    known = made;
    unset.set(type, known);
  }
  return { ...known };
}

function fromJson(property: Property, value: JsonValue): PropertyValue {
  const row = primitiveTypes[property.type];
  if (property.collection)
    return (value as readonly JsonValue[]).map((item) => row.fromJson(item)) as readonly string[];
  return value === null ? null : (row.fromJson(value) satisfies PrimitiveValue);
}

/**
 * Validates a JSON body against the schema derived from the declaration of its type (closed types: an unknown property
 * is an error) and returns the values it sets. Throws a 400 ODataError with the property as target.
 */
export function readEntityBody(type: EntityType, body: JsonValue): EntityBody {
  if (!isJsonObject(body)) {
    throw new ODataError(
      'RequestBodyRead',
      `The body must be a JSON object with properties of '${type.name}', not ${brief(body)}.`,
    );
  }
  const control = readControlInformation(type, body);
  const validate = validatorOf(type);
  if (!validate(body)) throw toError(type, body, validate.errors?.[0]);
  const properties = unsetProperties(type);
  for (const name in body) {
    // The key in a body is read by a create only (Protocol 4.01, 11.4.3).
    const property = name === 'id' || name.includes('@') ? undefined : type.properties[name];
    if (property !== undefined) properties[name] = fromJson(property, body[name] ?? null);
  }
  return { properties: properties as Record<string, PropertyValue>, ...control };
}

/** The key a create body gives; undefined when it gives none. Throws a 400 for a key no entity can have. */
export function readBodyKey(body: JsonValue): string | undefined {
  const id = isJsonObject(body) ? body['id'] : undefined;
  if (id === undefined || id === null) return undefined;
  if (typeof id === 'string') return checkEntityKey(id, 'invalidPropertyValue');
  throw new ODataError('invalidPropertyValue', `The property 'id' must be a string; the body has ${brief(id)}.`, {
    target: 'id',
  });
}
