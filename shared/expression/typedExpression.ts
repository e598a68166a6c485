import type { EdmPrimitive, EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';

/** The values an expression is evaluated over, by name: an entity, or a row that `$compute` or `$apply` made. */
export type Row = Readonly<Record<string, EdmValue>>;

/** The six comparison operators (URL Conventions 4.01, 5.1.1.1). */
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A value known before any row is read; null if and only if the type is `null`. */
export interface Constant {
  readonly kind: 'constant';
  readonly type: ValueTypeName;
  readonly value: EdmValue;
}

/** The value of a declared property, or of the key, when `property` is absent. */
export interface PropertyAccess {
  readonly kind: 'property';
  readonly type: ValueTypeName;
  readonly name: string;
  readonly property?: Property;
}

/** A column that `$compute` or `$apply` made; storage knows nothing of it. */
export interface ComputedAccess {
  readonly kind: 'computed';
  readonly type: ValueTypeName;
  readonly name: string;
}

/** The current item of the collection a lambda operator runs over, or `$this`; `slot` numbers nested lambdas. */
export interface Variable {
  readonly kind: 'variable';
  readonly type: ValueTypeName;
  readonly slot: number;
}

/** A conjunction or disjunction of two or more operands, nested ones of the same kind flattened. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly type: 'Edm.Boolean';
  readonly operands: readonly TypedExpression[];
}

export interface Negation {
  readonly kind: 'not';
  readonly type: 'Edm.Boolean';
  readonly operand: TypedExpression;
}

/** Both sides have one type or one of them is null; a constant stands on the right whenever the other side is none. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly type: 'Edm.Boolean';
  readonly operator: ComparisonOperator;
  readonly left: TypedExpression;
  readonly right: TypedExpression;
}

/** `operand in (...)`: the items have the operand's type or are null. */
export interface Membership {
  readonly kind: 'in';
  readonly type: 'Edm.Boolean';
  readonly operand: TypedExpression;
  readonly items: readonly TypedExpression[];
}

/** `operand in collection`. */
export interface CollectionMembership {
  readonly kind: 'inCollection';
  readonly type: 'Edm.Boolean';
  readonly operand: TypedExpression;
  readonly collection: TypedExpression;
}

/**
 * A canonical function, arithmetic operator or conversion: null if an argument is null, else what `evaluate` makes of the
 * arguments. `name` is the name in the standard, in lower case (`startswith`, `add`, `cast`).
 */
export interface Call {
  readonly kind: 'call';
  readonly type: ValueTypeName;
  readonly name: string;
  readonly evaluate: (...values: readonly EdmValue[]) => EdmValue;
  /** Units of a `Meter` that a call costs besides the node; absent where every call is cheap. */
  readonly cost?: (...values: readonly EdmValue[]) => number;
  readonly arguments: readonly TypedExpression[];
}

export interface Case {
  readonly kind: 'case';
  readonly type: ValueTypeName;
  readonly branches: readonly { readonly when: TypedExpression; readonly then: TypedExpression }[];
}

/** A collection literal with an item that is not constant. */
export interface CollectionOf {
  readonly kind: 'collection';
  readonly type: ValueTypeName;
  readonly items: readonly TypedExpression[];
}

/** `collection/any(...)` and `all(...)` over a collection of primitive values; without condition: not empty. */
export interface Lambda {
  readonly kind: 'any' | 'all';
  readonly type: 'Edm.Boolean';
  readonly collection: TypedExpression;
  readonly slot: number;
  readonly condition?: TypedExpression;
}

/** `collection/$count`, of all items or of those the condition is true for. */
export interface ItemCount {
  readonly kind: 'count';
  readonly type: 'Edm.Int64';
  readonly collection: TypedExpression;
  readonly slot: number;
  readonly condition?: TypedExpression;
}

/**
 * any, all or $count over an entity set, reached from the singleton. The condition is evaluated over the entities of that
 * set and refers to nothing else, so the value is one for the whole request: see `resolveEntitySets`.
 */
export interface EntitySetAggregate {
  readonly kind: 'entitySet';
  readonly type: 'Edm.Boolean' | 'Edm.Int64';
  readonly aggregate: 'any' | 'all' | 'count';
  readonly entityType: EntityType;
  readonly condition?: TypedExpression;
}

/** A bound `$search`: true or false for every row, never null. */
export interface Search {
  readonly kind: 'search';
  readonly type: 'Edm.Boolean';
  readonly condition: SearchCondition;
  readonly columns: readonly SearchColumn[];
}

/** One column that is searched. */
export interface SearchColumn {
  readonly name: string;
  /** The text of a value that terms are sought in, in lower case. */
  readonly toText: (value: EdmPrimitive) => string;
  /** Whether the term, in lower case, is found in such a text. */
  readonly matches: (text: string, term: string) => boolean;
}

/** Terms are in lower case. */
export type SearchCondition =
  | { readonly kind: 'term'; readonly term: string }
  | { readonly kind: 'not'; readonly operand: SearchCondition }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly SearchCondition[] };

/** An expression whose names and types are known; what evaluation and the storage plan are made from. */
export type TypedExpression =
  | Constant
  | PropertyAccess
  | ComputedAccess
  | Variable
  | Junction
  | Negation
  | Comparison
  | Membership
  | CollectionMembership
  | Call
  | Case
  | CollectionOf
  | Lambda
  | ItemCount
  | EntitySetAggregate
  | Search;
