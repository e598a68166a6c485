/**
 * OData URL Conventions 4.01, 5.3 Parameter Aliases
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_ParameterAliases
 */
import { failure } from '../support/bindRequest.ts';
import { evaluateText } from '../support/evaluateExpression.ts';

test.each([
  ['count eq @a', '@a=7', 'Boolean true'],
  ['count eq @a', '@a=@b&@b=7', 'Boolean true'],
  ['count eq @a add @a', '@a=3.5', 'Boolean true'],
  ['@a', '@a=count gt 5', 'Boolean true'],
  ['count in @a', '@a=[5,7]', 'Boolean true'],
  ['hassubset(names,@a)', '@a=["red"]', 'Boolean true'],
  ['names/any(n:n eq @a)', "@a='red'", 'Boolean true'],
  ['count eq @a', '', 'Boolean false'],
  ['other eq @a', '', 'Boolean true'],
  ['count eq @a', '@a=@a', '400 invalidQueryOption'],
  ['count eq @a', '@a=@b add 1&@b=@a', '400 invalidQueryOption'],
  ['count eq @a', '@a=1&@a=2', '400 invalidQueryOption'],
  ['count eq @a', '@a=nothing', '400 invalidFilterClause'],
])('5.3 %s with %s is %s', (text, query, expected) => {
  expect(evaluateText(text, undefined, query)).toBe(expected);
});

test('5.3 an alias is assigned at most once, used or not', () => {
  expect(failure('samples?@a=1&@a=2')).toBe('400 invalidQueryOption @a');
});

test('aliases that multiply each other are refused before they cost anything', () => {
  const levels = Array.from({ length: 40 }, (_, level) => `@a${level}=@a${level + 1} and @a${level + 1}`);
  expect(evaluateText('@a0', undefined, [...levels, '@a40=true'].join('&'))).toBe('400 tooManyTermsInQuery');
});
