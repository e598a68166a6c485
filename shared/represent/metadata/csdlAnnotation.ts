/**
 * A constant or dynamic expression of an annotation (CSDL 4.01, 14.3 and 14.4), as far as the service's own metadata
 * needs them. A member of a record whose name begins with `@` annotates the record itself.
 */
export type AnnotationValue =
  | boolean
  | number
  | string
  | readonly AnnotationValue[]
  | { readonly record: Readonly<Record<string, AnnotationValue>> }
  /** `enumType` is qualified by the alias of its vocabulary; several members only for a flags type. */
  | { readonly enumType: string; readonly members: readonly string[] }
  | { readonly propertyPath: string };

/** One annotation of a model element (CSDL 4.01, section 14.2). */
export interface Annotation {
  /** Path of the annotated element, with its full name; the schema itself is meant by its namespace alone. */
  readonly target: string;
  /** Name of the term, qualified by the alias of its vocabulary. */
  readonly term: string;
  readonly value: AnnotationValue;
}
