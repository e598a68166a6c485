/** The syntax tree of a URL: names and literals as written, no knowledge of the model (URL Conventions 4.01 ABNF). */

/** The lexical form of a literal; what type it has in the end is decided when the tree is bound. */
export type LiteralForm =
  | 'null'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'string'
  | 'date'
  | 'timeOfDay'
  | 'dateTimeOffset'
  | 'duration'
  | 'guid'
  | 'binary'
  | 'enum'
  | 'geo';

export type BinaryOperator =
  | 'or'
  | 'and'
  | 'eq'
  | 'ne'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'has'
  | 'in'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'divby'
  | 'mod';

/** `at` is the offset, in UTF-16 units, in the decoded text of the option or path the node stands in. */
interface Node {
  readonly at: number;
}

/** `text` is the value without quotes, escapes and type prefix; `typeName` the enum's type when it was written. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly form: LiteralForm;
  readonly text: string;
  readonly typeName?: string;
}

/** A parameter alias `@name` (name without the at sign). */
export interface Alias extends Node {
  readonly kind: 'alias';
  readonly name: string;
}

/** A key or argument list entry; without a name it is positional. */
export interface Argument extends Node {
  readonly name?: string;
  readonly value: Expression;
}

/** One step of a path in an expression. */
export type PathStep = Node &
  (
    | { readonly step: 'name'; readonly name: string; readonly arguments?: readonly Argument[] }
    | { readonly step: 'annotation'; readonly name: string }
    | { readonly step: 'count'; readonly options?: readonly QueryOption[] }
    | { readonly step: 'value' }
    | { readonly step: 'ref' }
    | { readonly step: 'star' }
    | { readonly step: 'filter'; readonly condition: Expression }
    /** `$these/aggregate(...)`, Data Aggregation 4.0 section 6.2; the service answers 501. */
    | { readonly step: 'aggregate'; readonly item: AggregateItem }
    | {
        readonly step: 'lambda';
        readonly quantifier: 'any' | 'all';
        readonly variable?: string;
        readonly condition?: Expression;
      }
  );

/**
 * A path in an expression; `root` is set for `$it`, `$this`, `$root`, `$these` and for a leading lambda variable it is
 * not. `alias` is set for a path that starts at a parameter alias, `@p/Name`. The type in `cast` and `isof` is a path
 * of one name step, whose name is the type as written (`Edm.String`, `Collection(Edm.String)`).
 */
export interface Path extends Node {
  readonly kind: 'path';
  readonly root?: '$it' | '$this' | '$root' | '$these';
  readonly alias?: string;
  readonly steps: readonly PathStep[];
}

/** A function call that is not a step of a path: canonical functions, cast, isof. `name` as written. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export type Expression =
  | Literal
  | Alias
  | Path
  | Call
  | (Node & { readonly kind: 'unary'; readonly operator: 'not' | 'negate'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
    })
  | (Node & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (Node & { readonly kind: 'array'; readonly items: readonly Expression[] })
  | (Node & {
      readonly kind: 'object';
      readonly members: readonly { readonly name: string; readonly value: Expression }[];
    });

export type SearchExpression =
  | (Node & { readonly kind: 'term'; readonly text: string; readonly phrase: boolean })
  | (Node & { readonly kind: 'not'; readonly operand: SearchExpression })
  | (Node & { readonly kind: 'and' | 'or'; readonly left: SearchExpression; readonly right: SearchExpression });

export interface OrderByItem extends Node {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface ComputeItem extends Node {
  readonly expression: Expression;
  readonly alias: string;
}

/** One item of `$select` or `$expand`: its path and the options in parentheses behind it. */
export interface PathItem extends Node {
  readonly steps: readonly PathStep[];
  readonly options: readonly QueryOption[];
}

/** One item of `aggregate(...)`. */
export interface AggregateItem extends Node {
  /** Absent for `$count` on the input itself. */
  readonly expression?: Expression;
  /** `sum`, `min`, ... or a custom method's name; absent for a custom aggregate or `$count`. */
  readonly method?: string;
  readonly count?: true;
  readonly from?: readonly { readonly property: Path; readonly method?: string }[];
  readonly alias?: string;
}

export type GroupByItem = Node &
  ({ readonly kind: 'property'; readonly path: Path } | { readonly kind: 'rollup'; readonly items: readonly Path[] });

export type Transformation =
  | (Node & { readonly kind: 'filter'; readonly condition: Expression })
  | (Node & { readonly kind: 'aggregate'; readonly items: readonly AggregateItem[] })
  | (Node & {
      readonly kind: 'groupby';
      readonly items: readonly GroupByItem[];
      readonly apply?: readonly Transformation[];
    })
  | (Node & { readonly kind: 'compute'; readonly items: readonly ComputeItem[] })
  /** Valid by the grammar of the Data Aggregation extension; the service answers 501. */
  | (Node & { readonly kind: 'other'; readonly name: string });

/** What every query option has: `text` is the whole option, decoded, as it was written (`$top=5`). */
interface OptionNode extends Node {
  readonly text?: string;
}

/** One query option, by its name in lower case without the dollar sign. */
export type QueryOption = OptionNode &
  (
    | { readonly name: 'filter'; readonly condition: Expression }
    | { readonly name: 'orderby'; readonly items: readonly OrderByItem[] }
    | { readonly name: 'select' | 'expand'; readonly items: readonly PathItem[] }
    | { readonly name: 'compute'; readonly items: readonly ComputeItem[] }
    | { readonly name: 'apply'; readonly transformations: readonly Transformation[] }
    | { readonly name: 'search'; readonly search: SearchExpression }
    | { readonly name: 'top' | 'skip' | 'index'; readonly value: string }
    | { readonly name: 'count'; readonly value: boolean }
    | {
        readonly name: 'levels' | 'format' | 'skiptoken' | 'deltatoken' | 'id' | 'schemaversion';
        readonly value: string;
      }
    /** Temporal Data 4.0 section 4; always written with the dollar sign. The service answers 501. */
    | { readonly name: 'at' | 'from' | 'to' | 'toinclusive'; readonly value: Expression }
    | { readonly name: 'alias'; readonly alias: string; readonly value: Expression }
    | { readonly name: 'custom'; readonly option: string; readonly value: string }
  );

/**
 * One segment of a resource path, decoded. `text` is the whole segment as written, present where `arguments` are: such
 * a segment may also be a key (key-as-segment), which only the binder can tell.
 */
export type ResourceSegment = Node &
  (
    | {
        readonly segment: 'name';
        readonly name: string;
        readonly arguments?: readonly Argument[];
        readonly text?: string;
      }
    /** A key in parentheses behind a call or a `$filter(...)`, in the same segment as written. */
    | { readonly segment: 'key'; readonly arguments: readonly Argument[] }
    | { readonly segment: 'metadata' | 'batch' | 'count' | 'value' | 'ref' | 'query' | 'entity' | 'each' | 'all' }
    | { readonly segment: 'crossjoin'; readonly sets: readonly string[] }
    | { readonly segment: 'filter'; readonly condition: Expression }
  );
