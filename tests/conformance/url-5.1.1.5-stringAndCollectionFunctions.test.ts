/**
 * OData URL Conventions 4.01, 5.1.1.4 Canonical Functions, 5.1.1.5 String and Collection Functions, 5.1.1.6 Collection
 * Functions, 5.1.1.7 String Functions
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_CanonicalFunctions
 */
import { evaluateText } from '../support/evaluateExpression.ts';

test.each([
  ["concat(text,'!')", 'String Alfreds Futterkiste!'],
  ["concat(names,['blue'])", '[red,green,red,blue]'],
  ['concat([1],[2,3])', '[1,2,3]'],
  ["contains(text,'Futter')", 'Boolean true'],
  ["contains(text,'futter')", 'Boolean false'],
  ["contains(text,'')", 'Boolean true'],
  ["contains(names,['green','red'])", 'Boolean true'],
  ["contains(names,['red','red'])", 'Boolean false'],
  ["endswith(text,'kiste')", 'Boolean true'],
  ["endswith(text,'kist')", 'Boolean false'],
  ["endswith(names,['green','red'])", 'Boolean true'],
  ["endswith(names,['red','green'])", 'Boolean false'],
  ["indexof(text,'lfreds')", 'Int32 1'],
  ["indexof(text,'x')", 'Int32 -1'],
  ["indexof(names,['green'])", 'Int32 1'],
  ["indexof(names,['blue'])", 'Int32 -1'],
  ['length(text)', 'Int32 19'],
  ['length(names)', 'Int32 3'],
  ["length('')", 'Int32 0'],
  ["startswith(text,'Alfr')", 'Boolean true'],
  ["startswith(text,'alfr')", 'Boolean false'],
  ["startswith(names,['red'])", 'Boolean true'],
  ["startswith(names,['green'])", 'Boolean false'],
  ['substring(text,1)', 'String lfreds Futterkiste'],
  ['substring(text,1,2)', 'String lf'],
  ['substring(text,19)', 'String '],
  ['substring(text,100)', 'String '],
  ['substring(text,17,100)', 'String te'],
  ['substring(text,0,0)', 'String '],
  ['substring(text,-5)', 'String kiste'],
  ['substring(text,-5,2)', 'String ki'],
  ['substring(text,-100,7)', 'String Alfreds'],
  ['substring(text,0,-1)', '400 invalidQueryOption'],
  ['substring(text,1.0)', '400 invalidFilterClause'],
  ['substring(names,1)', '[green,red]'],
  ['substring(names,0,1)', '[red]'],
  ['substring(names,-1)', '[red]'],
])('5.1.1.5 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ["length('\u{1f600}a')", 'Int32 2'],
  ["length('a\u{1f600}\u{1f600}')", 'Int32 3'],
  ["length('e\u0301')", 'Int32 2'],
  ["indexof('\u{1f600}a','a')", 'Int32 1'],
  ["indexof('\u{1f600}\u{1f601}','\u{1f601}')", 'Int32 1'],
  ["indexof('a\u{1f600}','a')", 'Int32 0'],
  ["indexof('\u{1f600}','a')", 'Int32 -1'],
  ["substring('\u{1f600}a',1)", 'String a'],
  ["substring('\u{1f600}a',0,1)", 'String \u{1f600}'],
  ["substring('a\u{1f600}b',1,1)", 'String \u{1f600}'],
  ["substring('a\u{1f600}b',-2,1)", 'String \u{1f600}'],
  ["substring('a\u{1f600}b',-5)", 'String a\u{1f600}b'],
  ["substring('a\u{1f600}',9223372036854775807)", 'String '],
])('5.1.1.5.3, 5.1.1.5.4 and 5.1.1.5.7 characters are code points: %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ["trim('\u0085\u00a0\u3000 a b\u2003\u0085')", 'String a b'],
  ["trim('\ufeffa\ufeff')", 'String \ufeffa\ufeff'],
  ["trim('\u200ba')", 'String \u200ba'],
  ["trim(' \u2028 ')", 'String '],
  ["trim('\u{1f600} ')", 'String \u{1f600}'],
])('5.1.1.7.3 trim takes the blanks of Unicode: %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['hassubset([4,1,3],[4,1,3])', true],
  ['hassubset([4,1,3],[1,3,4])', true],
  ['hassubset([4,1,3],[3,1])', true],
  ['hassubset([4,1,3],[4,3])', true],
  ['hassubset([4,1,3,1],[1,1])', true],
  ['hassubset([1,2],[1,1,2])', false],
  ["hassubset(names,['green'])", true],
  ['hassubset(names,[])', true],
  ['hassubsequence([4,1,3],[4,1,3])', true],
  ['hassubsequence([4,1,3],[4,1])', true],
  ['hassubsequence([4,1,3],[4,3])', true],
  ['hassubsequence([4,1,3,1],[1,1])', true],
  ['hassubsequence([4,1,3],[1,3,4])', false],
  ['hassubsequence([4,1,3],[3,1])', false],
  ['hassubsequence([1,2],[1,1,2])', false],
  ["hassubsequence(names,['red','red'])", true],
  ['hassubset([1.0],[1.00])', true],
])('5.1.1.6 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(`Boolean ${expected}`);
});

test.each([
  ['tolower(text)', 'String alfreds futterkiste'],
  ["tolower('ÀÉΣ')", 'String àéς'],
  ['toupper(text)', 'String ALFREDS FUTTERKISTE'],
  ["toupper('straße')", 'String STRASSE'],
  ["trim('\u00a0 a b \u2003')", 'String a b'],
  ["TRIM(' a ')", 'String a'],
  ["StartsWith(text,'Alf')", 'Boolean true'],
  ["matchesPattern(text,'^A.*e$')", '501 notSupported'],
  ["matchespattern(text,'^A.*e$')", '501 notSupported'],
])('5.1.1.7 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

const withNull = [
  'concat(code,text)',
  'concat(text,null)',
  "contains(code,'a')",
  'contains(text,null)',
  "endswith(code,'a')",
  "indexof(code,'a')",
  'length(code)',
  'length(null)',
  "startswith(code,'a')",
  'substring(code,1)',
  'substring(text,null)',
  'substring(text,other,1)',
  'substring(text,1,other)',
  'tolower(code)',
  'toupper(code)',
  'trim(code)',
  "hassubset(null,['a'])",
  'hassubsequence(names,null)',
];

test.each(withNull)('5.1.1.4 a function of null is null: %s', (text) => {
  expect(evaluateText(text)).toBe('null');
});

test.each([
  'length(count)',
  'tolower(count)',
  "contains(count,'7')",
  'contains(text,7)',
  'concat(text,names)',
  'hassubset(text,text)',
  'contains(names,[1])',
  'length(flag)',
])('5.1.1.4 a function of a wrong type is refused: %s', (text) => {
  expect(evaluateText(text)).toBe('400 invalidFilterClause');
});

test('a string or collection cannot grow without bound', () => {
  const long = `'${'x'.repeat(1000)}'`;
  const calls = Array.from({ length: 66 }, () => 'concat(@s,').join('');
  const chain = `${calls}@s${')'.repeat(66)}`;
  expect(evaluateText(`length(${chain})`, undefined, `@s=${long}`)).toBe('400 invalidQueryOption');
  const items = `[${Array.from({ length: 800 }, () => '1').join(',')}]`;
  expect(evaluateText('length(concat(concat(@c,@c),@c))', undefined, `@c=${items}`)).toBe('400 invalidQueryOption');
});

test.each([
  "geo.distance(text,geography'SRID=0;Point(142.1 64.1)')",
  "geo.length(geography'SRID=0;LineString(142.1 64.1,3.14 2.78)')",
  "geo.intersects(text,geography'SRID=0;Point(142.1 64.1)')",
])('5.1.1.11 there are no geographic values: %s', (text) => {
  expect(evaluateText(text)).toBe('501 notSupported');
});
