import type { EdmTypeName, EdmValue, ValueTypeName } from '../../edm/edmValue.ts';
import type { ValueOf } from '../values/valueType.ts';

/** Type of a parameter; `Collection` takes a collection of any one type. */
export type ParameterType = EdmTypeName | 'Collection';

type Parameter<T> = T extends EdmTypeName ? ValueOf[T] : readonly EdmValue[];
type Parameters<P extends readonly ParameterType[]> = { readonly [I in keyof P]: Parameter<P[I]> };
type Result<R extends ParameterType> = R extends EdmTypeName ? ValueOf[R] : EdmValue;

/** One overload of a canonical function or arithmetic operator. */
export interface Signature {
  readonly parameters: readonly ParameterType[];
  /** `Collection` stands for the type of the first argument. */
  readonly result: ParameterType;
  /** Called with values of the parameter types, never with null. */
  readonly evaluate: (...values: readonly EdmValue[]) => EdmValue;
  /** Units of a `Meter` that a call costs besides the node; absent where every call is cheap. */
  readonly cost?: (...values: readonly EdmValue[]) => number;
}

/** Declares an overload; the implementation is typed by the names of its parameter types. */
export function signature<const P extends readonly ParameterType[], R extends ParameterType>(
  parameters: P,
  result: R,
  evaluate: (...values: Parameters<P>) => Result<R>,
  cost?: (...values: Parameters<P>) => number,
): Signature {
  // The binder calls an overload only with arguments of its parameter types.
  const dear = cost === undefined ? {} : { cost: cost as NonNullable<Signature['cost']> };
  return { parameters, result, evaluate: evaluate as Signature['evaluate'], ...dear };
}

/** The overloads of every function or operator of a family, by its name in lower case. */
export type SignatureTable = Readonly<Record<string, readonly Signature[]>>;

/** True for the type names of collections. */
export function isCollection(type: ValueTypeName): type is `Collection(${EdmTypeName})` {
  return type.startsWith('Collection(');
}

/** The type of the items of a collection. */
export function itemType(type: `Collection(${EdmTypeName})`): EdmTypeName {
  return type.slice('Collection('.length, -1) as EdmTypeName;
}
