import type { EntityType } from '../edm/entityType.ts';
import { localName, namespace } from '../edm/namespace.ts';
import { ODataError } from '../errors/odataError.ts';
import type { JsonObject, JsonValue } from '../json/jsonValue.ts';

/** What the annotations of a body say (JSON Format 4.01, section 4.6); all others are ignored. */
export interface ControlInformation {
  readonly etag?: string;
}

function text(value: JsonValue, name: string): string {
  if (typeof value === 'string') return value;
  throw new ODataError('RequestBodyRead', `The control information '${name}' must be a string.`, { target: name });
}

/** The name of a type as `@odata.type` has it, without the hash (JSON Format 4.01, 4.6.3). */
function typeName(value: JsonValue, name: string): string {
  return text(value, name).replace(/^#/, '');
}

function checkType(isRight: boolean, name: string, expected: string): void {
  if (isRight) return;
  throw new ODataError(
    'RequestBodyRead',
    `The control information '${name}' must name the type '#${expected}' or be absent.`,
    {
      target: name,
    },
  );
}

/** Reads one annotation, `@odata.x` or `@x` (4.01), or one of a property, `p@odata.x`. */
function readAnnotation(type: EntityType, name: string, value: JsonValue): ControlInformation {
  const at = name.indexOf('@');
  const property = name.slice(0, at);
  const term = name.slice(at + 1).replace(/^odata\./, '');
  if (property === '') {
    if (term === 'type') {
      checkType(localName(typeName(value, name)) === type.name, name, `${namespace}.${type.name}`);
    }
    return term === 'etag' ? { etag: text(value, name) } : {};
  }
  if (term === 'bind') {
    throw new ODataError(
      'RequestBodyRead',
      `The type '${type.name}' has no navigation property '${property}' to bind.`,
      {
        target: name,
      },
    );
  }
  const declared = Object.hasOwn(type.properties, property) ? type.properties[property] : undefined;
  if (term === 'type' && declared !== undefined) {
    const short = declared.type.replace(/^Edm\./, '');
    const expected = declared.collection ? `Collection(${short})` : short;
    checkType(typeName(value, name).replace(/Edm\./, '') === expected, name, expected);
  }
  return {};
}

/** Reads the control information of a body, whose names have an at sign. */
export function readControlInformation(type: EntityType, body: JsonObject): ControlInformation {
  let control: ControlInformation = {};
  for (const name in body) {
    if (name.includes('@')) control = { ...control, ...readAnnotation(type, name, body[name] ?? null) };
  }
  return control;
}
