import { odataFilter } from '../../../shared/store/rows/odataFilter.ts';
import type { RowFilter } from '../../../shared/store/rows/rowFilter.ts';

const compare = (property: string, operator: 'eq' | 'ge', value: string | bigint | boolean): RowFilter => ({
  kind: 'compare',
  property,
  operator,
  value,
});

describe('the filter sent to storage', () => {
  it('names the partition and the bounds', () => {
    expect(odataFilter('t', { from: 'a', to: 'b' })).toBe("PartitionKey eq 't' and RowKey ge 'a' and RowKey lt 'b'");
    expect(odataFilter('t', { from: 'a', to: 'b', fromExclusive: true })).toContain("RowKey gt 'a'");
  });

  it('writes literals in the dialect of the table service, and cannot be left by a quote', () => {
    const filter: RowFilter = {
      kind: 'and',
      terms: [
        compare('n', 'ge', -(2n ** 63n)),
        { kind: 'or', terms: [compare('s', 'eq', "it's"), compare('b', 'eq', false)] },
      ],
    };
    expect(odataFilter("' or '", { from: 'a', to: 'b', filter })).toBe(
      "PartitionKey eq ''' or ''' and RowKey ge 'a' and RowKey lt 'b' and " +
        "(n ge -9223372036854775808L and (s eq 'it''s' or b eq false))",
    );
  });
});
