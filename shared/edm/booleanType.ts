import type { PrimitiveType } from './primitiveType.ts';

const texts = new Map([
  ['true', true],
  ['false', false],
]);

/** Edm.Boolean (CSDL 4.01, 3.3.1); false sorts before true. */
export const booleanType: PrimitiveType<boolean> = {
  name: 'Edm.Boolean',
  validationSchema: () => ({ type: 'boolean' }),
  publishedSchema: () => ({ type: 'boolean' }),
  expectation: () => 'true or false',
  fromJson: (json) => json as boolean,
  toJson: (value) => (value ? 'true' : 'false'),
  toText: (value) => (value ? 'true' : 'false'),
  fromText: (text) => texts.get(text.toLowerCase()),
  toUrlLiteral: (value) => (value ? 'true' : 'false'),
  toTable: (value) => value,
  fromTable: (stored) => (typeof stored === 'boolean' ? stored : undefined),
  compare: (left, right) => Number(left) - Number(right),
  toSortableText: (value) => (value ? '1' : '0'),
};
