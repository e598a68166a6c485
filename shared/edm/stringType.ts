import { quote } from '../json/quote.ts';
import type { PrimitiveType } from './primitiveType.ts';

/** Longest value of a property without a MaxLength of its own, in UTF-16 units. */
export const defaultMaxLength = 4096;

/** Edm.String (CSDL 4.01, 3.3.1). Order is ordinal by UTF-16 unit. */
export const stringType: PrimitiveType<string> = {
  name: 'Edm.String',
  validationSchema: ({ maxLength = defaultMaxLength }) => ({ type: 'string', maxUnits: maxLength }),
  publishedSchema: ({ maxLength = defaultMaxLength }) => ({ type: 'string', maxLength }),
  expectation: ({ maxLength = defaultMaxLength }) => `a string of at most ${maxLength} characters`,
  fromJson: (json) => json as string,
  toJson: quote,
  toText: (value) => value,
  fromText: (text) => text,
  toUrlLiteral: (value) => `'${value.replaceAll("'", "''")}'`,
  toTable: (value) => value,
  fromTable: (stored) => (typeof stored === 'string' ? stored : undefined),
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText: (value) => value,
};
