import type { Clause } from '../../../local/docs/clause.ts';

/** What OData 4.01 Minimal demands of URLs (Protocol 4.01, 13.2.1, clause 9). */
export const urlSyntax401: readonly Clause[] = [
  {
    number: '9.1',
    level: 'MUST',
    demand: 'strings in URLs are cast to the primitive type that is wanted',
    shownBy: [
      [
        'protocol-11.2.6.1-filter',
        'strings stand for the primitive value they spell (URL Conventions 4.01, 5.1.1.14.1)',
      ],
      ['url-5.1.1.14-literals', '13.2.1 (9a) %s is %s'],
    ],
  },
  {
    number: '9.2',
    level: 'MUST',
    demand: 'durations with and without the type prefix (there are no enumerations)',
    shownBy: [
      ['protocol-11.2.6.1-filter', 'arithmetic and functions'],
      ['url-5.1.1.14-literals', '13.2.1 (9a) %s is %s'],
    ],
  },
  {
    number: '9.3',
    level: 'MUST',
    demand: 'function imports without parameters, with and without parentheses',
    doesNotApply:
      'There are no function imports: the report functions are bound to the singleton. Those without parameters are called in both ways all the same.',
  },
  { number: '9.4', level: 'MUST', demand: 'actions without body', doesNotApply: 'There are no actions.' },
  {
    number: '9.5',
    level: 'MUST',
    demand: 'functions of the default namespace with and without it',
    shownBy: [
      ['url-4-resourcePath', '4.5.2 the report function %s'],
      ['graph-reports', 'the report functions'],
    ],
  },
  {
    number: '9.6',
    level: 'MUST',
    demand: 'parameter aliases for keys and parameters, which may hold `/` and `\\`',
    shownBy: [
      ['protocol-keys', 'keys'],
      ['url-4-resourcePath', '4 %s', '4.5.2 the report function %s'],
    ],
  },
  {
    number: '9.7',
    level: 'SHOULD',
    demand: "implicit aliases of parameters, `?@period='D7'`",
    shownBy: [['url-4-resourcePath', '4.5.2 the report function %s']],
  },
  {
    number: '9.8',
    level: 'SHOULD',
    demand: '`eq null` and `ne null` for single-valued navigation properties',
    doesNotApply: 'There are none: those of the singleton are collections.',
  },
  { number: '9.9', level: 'SHOULD', demand: '`in`', shownBy: [['protocol-11.2.6.1-filter', 'in']] },
  {
    number: '9.10',
    level: 'SHOULD',
    demand: '`divby`',
    shownBy: [
      ['protocol-11.2.6.1-filter', 'arithmetic and functions'],
      ['url-5.1.1.2-arithmeticOperators', '5.1.1.2.5 %s is %s'],
    ],
  },
  {
    number: '9.11',
    level: 'SHOULD',
    demand: 'negative positions in `substring`',
    shownBy: [
      ['protocol-11.2.6.1-filter', 'arithmetic and functions'],
      ['url-5.1.1.5-stringAndCollectionFunctions', '5.1.1.7 %s is %s'],
    ],
  },
  {
    number: '9.12',
    level: 'MAY',
    demand: 'keys as segments',
    shownBy: [
      ['protocol-keys', '%j as a segment of the path'],
      ['protocol-upsert', 'both addresses of an id below %s'],
    ],
  },
  {
    number: '9.12.1',
    level: 'MUST',
    demand: 'then keys in parentheses too',
    shownBy: [
      ['protocol-keys', 'keys'],
      ['protocol-upsert', 'both addresses of an id below %s'],
    ],
  },
  {
    number: '9.13',
    level: 'MAY',
    demand: 'the count of a filtered collection in an expression',
    shownBy: [
      [
        'protocol-11.2.5.2-expand',
        'any, all and $count over the entity sets',
        'any and all over a collection of values',
      ],
    ],
  },
  {
    number: '9.14',
    level: 'MAY',
    demand: 'structural comparison: of collections of values',
    shownBy: [['protocol-11.2.5.2-expand', 'collections of values are compared whole']],
  },
];
