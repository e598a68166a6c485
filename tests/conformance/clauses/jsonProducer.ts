import type { Clause } from '../../../local/docs/clause.ts';
import { noBinding } from './jsonConsumer.ts';

/** What a writer of OData JSON must and may write (OData JSON Format 4.01, section 24, clauses 9 and 10). */
export const jsonProducer: readonly Clause[] = [
  {
    number: '9',
    level: 'MUST',
    demand: '4.0 can be produced:',
    shownBy: [
      ['protocol-versions', 'OData-MaxVersion %s is answered in %s'],
      ['json-15.3-deletedEntity', 'under OData-MaxVersion %s those of 4.0, metadata=%s'],
    ],
    note: 'Where no version is named, deletions in a delta payload are those of Microsoft Graph, `@removed` and the key.',
  },
  {
    number: '9.1',
    level: 'MUST NOT',
    demand: 'never without the prefix `odata.`',
    shownBy: [['protocol-versions', '4.0 never drops the prefix odata. nor the hash of types; 4.01 drops both']],
  },
  {
    number: '9.2',
    level: 'MUST NOT',
    demand: 'never without `#` in `@odata.type`',
    shownBy: [['protocol-versions', '4.0 never drops the prefix odata. nor the hash of types; 4.01 drops both']],
  },
  {
    number: '9.3',
    level: 'MUST NOT',
    demand: 'never with entities in a collection in a request body',
    doesNotApply: 'The service sends no requests.',
  },
  {
    number: '9.4',
    level: 'MUST NOT',
    demand: 'never decimals in exponential notation',
    shownBy: [
      [
        'json-13-collections',
        'what is computed: decimals without exponent, floating-point numbers that are none as strings',
      ],
    ],
  },
  {
    number: '9.5',
    level: 'MUST NOT',
    demand: 'never operations advertised for a property',
    doesNotApply: 'Operations are advertised in the metadata only.',
  },
  {
    number: '9.6',
    level: 'MUST NOT',
    demand: 'never null for operations that are not there',
    doesNotApply: 'Operations are advertised in the metadata only.',
  },
  {
    number: '9.7',
    level: 'MUST NOT',
    demand: '`-INF`, `INF` and `NaN` for nothing but floating-point numbers',
    shownBy: [
      [
        'json-7.1-decimals',
        'in 4.0 they are 400, before anything is answered: %s',
        'doubles have them in both versions',
      ],
      [
        'json-13-collections',
        'what is computed: decimals without exponent, floating-point numbers that are none as strings',
      ],
    ],
  },
  {
    number: '10',
    level: 'MAY',
    demand: '4.01 can be produced:',
    shownBy: [['json-metadata', '4.01 has the short names at every level']],
  },
  {
    number: '10.1',
    level: 'MUST',
    demand: 'with annotations directly before their property',
    shownBy: [['json-metadata', 'full: types, id and edit link as well, annotations right before their property']],
  },
  {
    number: '10.2',
    level: 'SHOULD',
    demand: 'without the prefix `odata.`',
    shownBy: [
      ['json-13-collections', 'full, in 4.0 and in 4.01'],
      ['json-metadata', '4.01 has the short names at every level'],
    ],
  },
  {
    number: '10.3',
    level: 'SHOULD',
    demand: 'without `#` before primitive types',
    shownBy: [['json-13-collections', 'full, in 4.0 and in 4.01']],
  },
  { number: '10.4', level: 'MAY', demand: 'with related entities in a delta payload', doesNotApply: noBinding },
  { number: '10.5', level: 'MAY', demand: 'with `TargetId` in a deleted link', doesNotApply: noBinding },
  {
    number: '10.6',
    level: 'MAY',
    demand: 'with decimals in exponential notation',
    notDone: 'Digits are written out in both versions, also where `ExponentialDecimals=true` would allow exponents.',
  },
  {
    number: '10.7',
    level: 'MAY',
    demand: 'with `-INF`, `INF` and `NaN` for decimals of floating scale',
    shownBy: [['json-7.1-decimals', 'in 4.0 they are 400, before anything is answered: %s']],
    note: 'What is computed by `divby` may be one; under 4.0 that is 400, or breaks off a file in CSV that is under way.',
  },
];
