import type { ClauseTable } from '../../../local/docs/clause.ts';

/** OData 4.01 Intermediate (Protocol 4.01, 13.2.2). */
export const intermediate401: ClauseTable = {
  title: 'OData 4.01 Intermediate',
  section: 'Protocol 4.01, 13.2.2',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData401IntermediateConformanceLevel',
  clauses: [
    { number: '1', level: 'MUST', demand: '4.01 Minimal', shownBy: [], note: 'See above.' },
    { number: '2', level: 'MUST', demand: '4.0 Intermediate', shownBy: [], note: 'See above.' },
    {
      number: '3',
      level: 'MUST',
      demand: '`eq null` and `ne null` for single-valued navigation properties',
      doesNotApply: 'There are none: those of the singleton are collections.',
    },
    { number: '4', level: 'MUST', demand: '`in`', shownBy: [['protocol-11.2.6.1-filter', 'in']] },
    {
      number: '5',
      level: 'MUST',
      demand: '`$select` nested in `$select`',
      doesNotApply: 'There are no complex properties; on anything else it is 400.',
    },
    {
      number: '6',
      level: 'SHOULD',
      demand: 'the count of a filtered collection in an expression',
      shownBy: [
        [
          'protocol-11.2.5.2-expand',
          'any, all and $count over the entity sets',
          'any and all over a collection of values',
        ],
        ['url-5.1.1.13-lambdaOperators', '4.8 %s is %s'],
      ],
    },
    {
      number: '7',
      level: 'SHOULD',
      demand: 'structural comparison: of collections of values',
      shownBy: [['url-5.1.1.14-literals', '5.1.1.14.4, 5.1.1.15 and 5.1.1.16 %s is %s']],
    },
    {
      number: '8',
      level: 'SHOULD',
      demand: '`$compute`',
      shownBy: [['protocol-11.2.1-evaluationOrder', '$compute (11.2.5.3)']],
    },
    {
      number: '9',
      level: 'SHOULD',
      demand: 'options nested in `$select`',
      shownBy: [
        ['protocol-11.2.5.1-select', 'options of a property that is a collection (URL Conventions 4.01, 5.1.4)'],
      ],
    },
    {
      number: '10',
      level: 'MAY',
      demand: 'parameter aliases that are assigned inside `$select` and `$expand`',
      shownBy: [
        ['protocol-11.2.5.1-select', 'options of a property that is a collection (URL Conventions 4.01, 5.1.4)'],
        ['protocol-11.2.5.2-expand', 'options in parentheses'],
      ],
    },
    {
      number: '11',
      level: 'MAY',
      demand: 'the segment `/$filter(...)`',
      shownBy: [['protocol-11.2.6.1-filter', '/$filter segments (URL Conventions 4.01, 4.12)']],
    },
  ],
};
