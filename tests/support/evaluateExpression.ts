import { bindExpression, expressionScope } from '../../shared/bind/expression/bindExpression.ts';
import type { BindContext } from '../../shared/bind/expression/bindContext.ts';
import { entityShape } from '../../shared/bind/bound/rowShape.ts';
import type { EdmPrimitive, EdmValue, ValueTypeName } from '../../shared/edm/edmValue.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import { compileExpression } from '../../shared/expression/compileExpression.ts';
import { isCollection, itemType } from '../../shared/expression/functions/signature.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import type { Row, TypedExpression } from '../../shared/expression/typedExpression.ts';
import { valueType } from '../../shared/expression/values/valueType.ts';
import { parseExpression } from '../../shared/url/parseExpression.ts';
import { parseQueryOptions } from '../../shared/url/query/parseQueryOptions.ts';
import { sampleType } from './sampleType.ts';

/** The context of the tests: the sample type, and noon of 2024-03-01 as the time of the request. */
export const sampleContext: BindContext = {
  model: [sampleType],
  serviceRoot: 'https://example.org/v1.0/',
  now: Date.UTC(2024, 2, 1, 12),
  meter: new Meter(),
};

/** A row of the sample type; `other` and `code` are null. */
export const sampleRow: Row = {
  id: 'first',
  day: '2024-02-29',
  count: 7n,
  other: null,
  text: 'Alfreds Futterkiste',
  code: null,
  flag: true,
  names: ['red', 'green', 'red'],
};

/** The typed tree of an expression over the sample type; `query` assigns parameter aliases. */
export function bindText(text: string, query = '', context = sampleContext): TypedExpression {
  return bindExpression(
    parseExpression(text),
    expressionScope(entityShape(sampleType), parseQueryOptions(query), context),
  );
}

/** A value as `type text`, so that tables of cases can be read. */
export function shown(value: EdmValue, type: ValueTypeName): string {
  if (value === null || type === 'null') return 'null';
  if (!isCollection(type)) return `${type.slice(4)} ${valueType(type).toText(value as EdmPrimitive)}`;
  const { toText } = valueType(itemType(type));
  return `[${(value as readonly EdmPrimitive[]).map(toText).join(',')}]`;
}

/** The value of an expression for a row of the sample type, or the status and code of its error. */
export function evaluateText(text: string, row: Row = sampleRow, query = ''): string {
  try {
    const expression = bindText(text, query);
    return shown(compileExpression(expression, new Meter())(row), expression.type);
  } catch (error) {
    if (error instanceof ODataError) return `${error.status} ${error.innerCode}`;
    throw error;
  }
}
