import type { Clause } from '../../../local/docs/clause.ts';

/** Why nothing of the format that is about links applies. */
export const noBinding = 'Entities have no navigation properties to bind; links among entities do not exist.';

/** What a reader of OData JSON has to understand (OData JSON Format 4.01, section 24, clauses 1 to 8). */
export const jsonConsumer: readonly Clause[] = [
  {
    number: '1',
    level: 'MUST',
    demand: 'bodies with minimal control information are understood',
    shownBy: [['protocol-upsert', 'upsert']],
  },
  {
    number: '2',
    level: 'MUST',
    demand: 'bodies with full control information are understood',
    shownBy: [['protocol-upsert', 'a body as GET answered it, with any metadata, is a valid PUT']],
  },
  {
    number: '3',
    level: 'MUST',
    demand: 'every type the service exposes is read',
    shownBy: [
      ['json-int64', '%s is exact through every operation', 'any value'],
      ['json-payload', '%j is valid'],
      ['graph-reports-model', 'is created, read, merged, replaced and deleted, and its delta tells'],
    ],
  },
  {
    number: '4',
    level: 'MUST',
    demand: 'control information is interpreted by the `OData-Version` of the body',
    shownBy: [
      [
        'protocol-versions',
        'control information is read in both spellings under %s',
        'an entity tag in the body (11.4.3; JSON Format 4.01, 4.6.9)',
      ],
    ],
  },
  {
    number: '5',
    level: 'MUST',
    demand: 'unknown annotations and control information are no reason to refuse',
    shownBy: [['protocol-upsert', 'annotations are tolerated, before and behind their property, and not stored']],
  },
  {
    number: '6',
    level: 'MUST NOT',
    demand: '`streaming=true` is not demanded of bodies',
    shownBy: [
      ['protocol-bodies', '%s is read'],
      ['protocol-upsert', 'upsert'],
    ],
  },
  { number: '7', level: 'MUST', demand: 'bodies of 4.0 are read:', shownBy: [['protocol-versions', 'of the request']] },
  {
    number: '7.1',
    level: 'MUST',
    demand: 'with the prefix `odata.`',
    shownBy: [['protocol-versions', 'control information is read in both spellings under %s']],
  },
  {
    number: '7.2',
    level: 'MUST',
    demand: 'with `#` in `@odata.type`',
    shownBy: [['protocol-versions', 'control information is read in both spellings under %s']],
  },
  { number: '7.3', level: 'MUST', demand: 'with `@odata.bind`', doesNotApply: noBinding },
  { number: '7.4', level: 'MUST', demand: 'with `TargetId` in a deleted link', doesNotApply: noBinding },
  {
    number: '7.5',
    level: 'MUST',
    demand: 'with `-INF`, `INF` and `NaN` for floating-point numbers',
    doesNotApply: 'No property is a floating-point number.',
  },
  {
    number: '7.6',
    level: 'MUST',
    demand: 'with annotations directly before or behind their property',
    shownBy: [['protocol-upsert', 'annotations are tolerated, before and behind their property, and not stored']],
  },
  { number: '8', level: 'MAY', demand: 'bodies of 4.01 are read:', shownBy: [['protocol-versions', 'of the request']] },
  {
    number: '8.1',
    level: 'MUST',
    demand: 'with or without the prefix `odata.`',
    shownBy: [['protocol-versions', 'control information is read in both spellings under %s']],
  },
  {
    number: '8.2',
    level: 'MUST',
    demand: 'with or without `#` in `@type`',
    shownBy: [['protocol-versions', 'control information is read in both spellings under %s']],
  },
  { number: '8.3', level: 'MUST', demand: 'with references in collections', doesNotApply: noBinding },
  { number: '8.4', level: 'MUST', demand: 'with or without `TargetId` in a deleted link', doesNotApply: noBinding },
  {
    number: '8.5',
    level: 'MUST',
    demand: 'with `-INF`, `INF` and `NaN` for decimals of floating scale',
    doesNotApply: 'No property is a decimal.',
  },
  { number: '8.6', level: 'MUST', demand: 'with related entities in a delta payload', doesNotApply: noBinding },
  {
    number: '8.7',
    level: 'MUST',
    demand: 'with decimals in exponential notation',
    doesNotApply: 'No property is a decimal; for an Int64 an exponent is 400.',
  },
];
