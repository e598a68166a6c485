import type { EdmTypeName } from '../../edm/edmValue.ts';
import { constant, nullConstant } from '../../expression/constant.ts';
import type { Constant } from '../../expression/typedExpression.ts';
import { valueType } from '../../expression/values/valueType.ts';
import type { Literal, LiteralForm } from '../../url/syntax/syntaxTree.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';

/** The type of each form of literal; integers are Edm.Int64, however small, as long as they fit. */
const types: Partial<Record<LiteralForm, EdmTypeName>> = {
  boolean: 'Edm.Boolean',
  integer: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  double: 'Edm.Double',
  string: 'Edm.String',
  date: 'Edm.Date',
  timeOfDay: 'Edm.TimeOfDay',
  dateTimeOffset: 'Edm.DateTimeOffset',
  duration: 'Edm.Duration',
  guid: 'Edm.Guid',
  binary: 'Edm.Binary',
};

/** The value of a text as a constant of a type; undefined when it is none. */
export function constantFromText(text: string, type: EdmTypeName): Constant | undefined {
  const value = valueType(type).fromText(text);
  return value === undefined ? undefined : constant(type, value);
}

/** As much of a caller's text as fits in a message. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

/**
 * A primitive literal with its type and value; throws 400 for one out of range and for a date that does not exist. An
 * integer beyond Edm.Int64 is a decimal.
 */
export function bindLiteral({ form, text, typeName, at }: Literal, scope: BindScope): Constant {
  if (form === 'null') return nullConstant;
  const type = types[form];
  if (type === undefined) {
    if (form === 'geo') throw unsupported(scope, 'a geographic literal');
    throw invalid(scope, `there is no enumeration type '${typeName ?? ''}'`, at);
  }
  const bound = constantFromText(text, type);
  if (bound !== undefined) return bound;
  // Digits that are too many for any integer are a decimal all the same (ABNF decimalValue).
  const decimal = form === 'integer' ? constantFromText(text, 'Edm.Decimal') : undefined;
  if (decimal !== undefined) return decimal;
  throw invalid(scope, `${excerpt(text)} is not ${valueType(type).example}`, at);
}
