/**
 * OData URL Conventions 4.01, 5.1.7 System Query Option $search
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_SystemQueryOptionsearch
 */
import { Meter } from '../../shared/expression/cost/meter.ts';
import { compilePredicate } from '../../shared/expression/compileExpression.ts';
import { bindUrl } from '../support/bindRequest.ts';
import { sampleRow } from '../support/evaluateExpression.ts';

function matches(search: string, row = sampleRow): boolean {
  return compilePredicate(bindUrl(`samples?$search=${search}`).query.search!, new Meter())(row);
}

test.each([
  ['futter', true],
  ['FUTTER', true],
  ['"alfreds futter"', true],
  ['"futterkiste alfreds"', false],
  ['alfreds kiste', true],
  ['alfreds AND blue', false],
  ['blue OR green', true],
  ['NOT blue', true],
  ['NOT green', false],
  ['alfreds NOT blue', true],
  ['(blue OR red) AND NOT green', false],
  ['7', true],
  ['70', false],
  ['2024-02', true],
  ['02-29', false],
  ['first', true],
  ['fir', false],
  ['true', false],
  ['null', false],
])('5.1.7 %s matches: %s', (search, expected) => {
  expect(matches(search)).toBe(expected);
});

test('5.1.7 a row of nulls matches only what is not there', () => {
  expect(matches('alfreds', {})).toBe(false);
  expect(matches('NOT alfreds', {})).toBe(true);
});

test('5.1.7 columns of $compute and $apply are searched', () => {
  const { query } = bindUrl('samples?$apply=groupby((code),aggregate(count with sum as total))&$search=12');
  const predicate = compilePredicate(query.search!, new Meter());
  expect(predicate({ code: 'x', total: { unscaled: 12n, scale: 0 } })).toBe(true);
  expect(predicate({ code: 'x', total: { unscaled: 120n, scale: 0 } })).toBe(false);
});
