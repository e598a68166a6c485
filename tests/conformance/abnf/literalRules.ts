import { readAlias } from '../../../shared/url/expression/readArguments.ts';
import type { Cursor } from '../../../shared/url/syntax/cursor.ts';
import { readGeo } from '../../../shared/url/literal/readGeo.ts';
import { readIdentifier, readQualifiedName } from '../../../shared/url/syntax/readIdentifier.ts';
import { readArray, readJsonString, readObject } from '../../../shared/url/literal/readJsonString.ts';
import { readLiteral } from '../../../shared/url/literal/readLiteral.ts';
import { parseResourcePath } from '../../../shared/url/path/parseResourcePath.ts';
import { parseWhole } from '../../../shared/url/query/parseWhole.ts';
import { percentDecode } from '../../../shared/url/syntax/percentDecode.ts';
import { isBinaryValue, isDurationValue, isEnumValue } from '../../../shared/url/literal/readPrefixed.ts';
import type { Literal, LiteralForm } from '../../../shared/url/syntax/syntaxTree.ts';
import type { Recogniser } from './abnfCase.ts';

const subject = { name: 'The input', innerCode: 'invalidRequest' } as const;

function require(holds: boolean, rule: string): void {
  if (!holds) {
    throw new Error(`not a ${rule}`);
  }
}

/** A literal in a URL: read as the parameter of a function in a resource path, where every primitive literal may be. */
function literalInUrl(input: string): Literal {
  const [segment] = parseResourcePath(`Function(value=${input})`);
  const value = segment?.segment === 'name' ? segment.arguments?.[0]?.value : undefined;
  if (value?.kind !== 'literal') {
    throw new Error('not a literal');
  }
  return value;
}

/** A value outside a URL: nothing is percent-decoded. */
function plainLiteral(input: string): Literal {
  return parseWhole(input, subject, (cursor) => {
    const literal = readLiteral(cursor);
    if (literal === undefined) {
      throw cursor.unexpected('a literal');
    }
    return literal;
  });
}

function formRule(read: (input: string) => Literal, forms: readonly LiteralForm[], digits = Infinity): Recogniser {
  return (input) => {
    const { form, text } = read(input);
    require(forms.includes(form) && text.replace(/^[+-]/, '').length <= digits, forms.join(' or '));
  };
}

function textRule(isValid: (text: string) => boolean, rule: string): Recogniser {
  return (input) => require(isValid(input), rule);
}

/** Reads percent-decoded text with a reader of the parser. */
export function readerRule(read: (cursor: Cursor) => unknown, prefix = ''): Recogniser {
  return (input) => void parseWhole(prefix + percentDecode(input, subject), subject, read);
}

const numeric: readonly LiteralForm[] = ['integer', 'decimal', 'double'];
const integers = { sbyte: 3, byte: 3, int16: 5, int32: 10, int64: 19 };
const shapes = ['Collection', 'LineString', 'MultiLineString', 'MultiPoint', 'MultiPolygon', 'Point', 'Polygon'];

const urlForms: Readonly<Record<string, readonly LiteralForm[]>> = {
  null: ['null'],
  boolean: ['boolean'],
  guid: ['guid'],
  date: ['date'],
  dateTimeOffsetLiteral: ['dateTimeOffset'],
  dateTimeOffsetValueInUrl: ['dateTimeOffset'],
  timeOfDayLiteral: ['timeOfDay'],
  decimalLiteral: numeric,
  doubleLiteral: numeric,
  singleLiteral: numeric,
  stringLiteral: ['string'],
  binaryLiteral: ['binary'],
  nanInfinity: ['double'],
};

const valueForms: Readonly<Record<string, readonly LiteralForm[]>> = {
  guidValue: ['guid'],
  dateValue: ['date'],
  dateTimeOffsetValue: ['dateTimeOffset'],
  timeOfDayValue: ['timeOfDay'],
  decimalValue: numeric,
  doubleValue: numeric,
  singleValue: numeric,
};

function orString(form: LiteralForm, isValid: (text: string) => boolean): Recogniser {
  return (input) => {
    const literal = literalInUrl(input);
    require(literal.form === form || (literal.form === 'string' && isValid(literal.text)), form);
  };
}

/** `true` and `false` in payloads are in lower case. */
const booleanValue = textRule((text) => text === 'true' || text === 'false', 'booleanValue');

function primitiveValue(input: string): void {
  if (isEnumValue(input) || isDurationValue(input) || isBinaryValue(input)) {
    return;
  }
  if (/^SRID=/i.test(input)) {
    parseWhole(input, subject, readGeo);
    return;
  }
  formRule(plainLiteral, [...numeric, 'guid', 'date', 'dateTimeOffset', 'timeOfDay'])(input);
}

const arrayOrObject = (cursor: Cursor): unknown =>
  cursor.text.startsWith('[') ? readArray(cursor) : readObject(cursor);
const names = ['odataIdentifier', 'entitySetName', 'singletonEntity', 'parameterName', 'termName', 'customAggregate'];

/** Rules of literals, values and names (ABNF sections 5 to 7). */
export const literalRules: Readonly<Record<string, Recogniser>> = {
  ...Object.fromEntries(Object.entries(urlForms).map(([rule, forms]) => [rule, formRule(literalInUrl, forms)])),
  ...Object.fromEntries(Object.entries(valueForms).map(([rule, forms]) => [rule, formRule(plainLiteral, forms)])),
  ...Object.fromEntries(
    Object.entries(integers).flatMap(([type, digits]) => [
      [`${type}Literal`, formRule(literalInUrl, ['integer'], digits)],
      [`${type}Value`, formRule(plainLiteral, ['integer'], digits)],
    ]),
  ),
  ...Object.fromEntries(
    shapes.flatMap((shape) => [
      [`geography${shape}`, formRule(literalInUrl, ['geo'])],
      [`geometry${shape}`, formRule(literalInUrl, ['geo'])],
      [
        `full${shape}Literal`,
        (input: string) => {
          parseWhole(input, subject, readGeo);
        },
      ],
      [`${shape.charAt(0).toLowerCase()}${shape.slice(1)}Literal`, readerRule(readGeo, 'SRID=0;')],
    ]),
  ),
  ...Object.fromEntries(names.map((rule) => [rule, readerRule((cursor) => readIdentifier(cursor))])),
  byte: formRule(literalInUrl, ['integer'], 3),
  booleanValue,
  primitiveLiteral: (input) => void literalInUrl(input),
  primitiveValue,
  keyPropertyValue: (input) => void parseResourcePath(`Set(${input})`),
  durationLiteral: orString('duration', isDurationValue),
  durationValue: textRule(isDurationValue, 'durationValue'),
  enumLiteral: orString('enum', isEnumValue),
  enumValue: textRule(isEnumValue, 'enumValue'),
  binaryValue: textRule(isBinaryValue, 'binaryValue'),
  parameterAlias: readerRule(readAlias),
  namespace: readerRule((cursor) => readQualifiedName(cursor)),
  qualifiedTypeName: readerRule(readTypeName),
  optionallyQualifiedTypeName: readerRule(readTypeName),
  primitiveTypeName: readerRule(readTypeName),
  array: readerRule(readArray),
  object: readerRule(readObject),
  arrayOrObject: readerRule(arrayOrObject),
  stringInUrl: readerRule(readJsonString),
};

/** A type name is read where `isof` wants one. */
function readTypeName(cursor: Cursor): unknown {
  const { text } = cursor;
  cursor.position = text.length;
  return parseWhole(`isof(${text})`, subject, cursor.grammar.expression);
}
