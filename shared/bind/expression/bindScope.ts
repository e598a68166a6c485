import { ODataError } from '../../errors/odataError.ts';
import type { TypedExpression, Variable } from '../../expression/typedExpression.ts';
import type { Expression, QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { BindContext } from './bindContext.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** Most nodes of all expressions of a request, parameter aliases counted wherever they are used. */
const maxNodes = 10_000;

/** What a lambda variable stands for: an item of a collection of values, or an entity of a set. */
export type LambdaVariable = Variable | RowShape;

/** Everything an expression is bound in. */
export interface BindScope {
  readonly shape: RowShape;
  /** Where parameter aliases are looked up, inner ones first. */
  readonly options: readonly QueryOption[];
  readonly context: BindContext;
  /** The query option or path segment the expression stands in, for messages: `$filter`. */
  readonly target: string;
  readonly variables: ReadonlyMap<string, LambdaVariable>;
  /** Aliases whose values are being bound. */
  readonly openAliases: ReadonlySet<string>;
  /** Nodes bound so far, one object for the whole request. */
  readonly budget: { nodes: number };
  /** Binds a part of the expression; here, so that the parts of the binder need not import the whole. */
  readonly bind: (expression: Expression, scope: BindScope) => TypedExpression;
}

/** A 400 of the option: `invalidFilterClause` for filters, `invalidQueryOption` for the rest. */
export function invalid({ target }: Pick<BindScope, 'target'>, problem: string, at?: number): ODataError {
  const code = target === '$filter' ? 'invalidFilterClause' : 'invalidQueryOption';
  const position = at === undefined ? '' : ` (at position ${at})`;
  return new ODataError(code, `Invalid ${target}: ${problem}${position}.`, { target });
}

/** The 501 for something OData has and this service has not. */
export function unsupported({ target }: Pick<BindScope, 'target'>, what: string): ODataError {
  return new ODataError('notSupported', `In ${target}, ${what} is valid OData but not supported by this service.`, {
    target,
  });
}

/** Units of a `Meter` that binding a node costs, and compiling it. */
const unitsOfNode = 100;

/** Counts a node; throws 400 `tooManyTermsInQuery` when the request has too many. */
export function spendNode({ budget, target, context }: BindScope): void {
  context.meter.charge(unitsOfNode);
  budget.nodes += 1;
  if (budget.nodes > maxNodes) {
    throw new ODataError('tooManyTermsInQuery', `The query has more than ${maxNodes} terms, aliases counted.`, {
      target,
    });
  }
}
