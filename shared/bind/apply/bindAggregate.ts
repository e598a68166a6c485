import type { EdmTypeName, ValueTypeName } from '../../edm/edmValue.ts';
import { isNumeric } from '../../expression/values/convert.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import { valueType } from '../../expression/values/valueType.ts';
import type { AggregateItem } from '../../url/syntax/syntaxTree.ts';
import { checkAlias } from './bindCompute.ts';
import { invalid, unsupported, type BindScope } from '../expression/bindScope.ts';
import type { Aggregate, AggregationMethod } from '../bound/boundQuery.ts';
import { described } from '../expression/described.ts';

/** An integer sum may need more than 64 bits, so it is a decimal (Data Aggregation 4.0, 3.2.1.4.1). */
function sumType(type: EdmTypeName): EdmTypeName | undefined {
  if (!isNumeric(type)) return undefined;
  return valueType(type).range === undefined ? type : 'Edm.Decimal';
}

/** The type of the result by the type of the input; undefined for inputs the method does not take. */
const resultTypes: Readonly<
  Record<Exclude<AggregationMethod, 'count'>, (type: EdmTypeName) => EdmTypeName | undefined>
> = {
  sum: sumType,
  average: (type) => (isNumeric(type) ? 'Edm.Double' : undefined),
  min: (type) => (type === 'Edm.Binary' ? undefined : type),
  max: (type) => (type === 'Edm.Binary' ? undefined : type),
  countdistinct: () => 'Edm.Decimal',
};

function isMethod(name: string): name is keyof typeof resultTypes {
  return Object.hasOwn(resultTypes, name);
}

/** The method as a row of the table; custom methods have a dot in their name, and there are none. */
function methodOf({ method, at }: AggregateItem, scope: BindScope): keyof typeof resultTypes {
  const name = method?.toLowerCase() ?? '';
  if (isMethod(name)) return name;
  const known = Object.keys(resultTypes).join(', ');
  const problem =
    method === undefined
      ? "an aggregation method is missing: write 'with sum' or the like"
      : `there is no aggregation method '${method}'`;
  throw invalid(scope, `${problem}; the methods are ${known}`, at);
}

function inputType(type: ValueTypeName): EdmTypeName | undefined {
  return type === 'null' || isCollection(type) ? undefined : type;
}

/** What to write instead, where a method takes no value of the type. */
function aggregateHint(type: ValueTypeName, method: string): string {
  return type === 'Edm.Duration' ? `; write totalseconds(property) with ${method}` : '';
}

function bindItem(item: AggregateItem, scope: BindScope): Aggregate {
  const { alias, at, expression } = item;
  if (item.from !== undefined && item.from.length > 0) throw unsupported(scope, "'from' in 'aggregate'");
  if (item.count === true && expression !== undefined)
    throw unsupported(scope, "'$count' behind a path in 'aggregate'");
  if (item.count !== true && expression === undefined) throw invalid(scope, 'nothing to aggregate', at);
  if (item.count !== true && item.method === undefined) methodOf(item, scope);
  if (alias === undefined) throw invalid(scope, "an aggregate needs a name: write 'as Name' behind it", at);
  checkAlias(alias, scope.shape, scope, at);
  if (expression === undefined) return { name: alias, type: 'Edm.Decimal', method: 'count' };
  const method = methodOf(item, scope);
  const bound = scope.bind(expression, scope);
  const from = inputType(bound.type);
  const type = from === undefined ? undefined : resultTypes[method](from);
  if (type === undefined)
    throw invalid(scope, `'${method}' does not aggregate ${described(bound)}${aggregateHint(bound.type, method)}`, at);
  return { name: alias, type, method, expression: bound };
}

/** Binds the items of `aggregate(...)` (Data Aggregation 4.0, 3.2.1). */
export function bindAggregate(items: readonly AggregateItem[], scope: BindScope): readonly Aggregate[] {
  const bound = items.map((item) => bindItem(item, scope));
  const names = new Set<string>();
  for (const { name } of bound) {
    if (names.has(name)) throw invalid(scope, `the alias '${name}' is used twice`);
    names.add(name);
  }
  return bound;
}
