import type { ClauseTable } from '../../../local/docs/clause.ts';

/** OData 4.0 Intermediate (Protocol 4.01, 13.1.2). */
export const intermediate40: ClauseTable = {
  title: 'OData 4.0 Intermediate',
  section: 'Protocol 4.01, 13.1.2',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData40IntermediateConformanceLevel',
  clauses: [
    { number: '1', level: 'MUST', demand: '4.0 Minimal', shownBy: [], note: 'See above.' },
    {
      number: '2',
      level: 'MUST',
      demand: 'the whole ABNF is parsed; what is valid and not there is 501',
      shownBy: [
        ['abnf', 'ABNF: %s'],
        ['protocol-11.2.1-evaluationOrder', 'that OData has and the service has not are 501 (9.3.1)'],
        ['protocol-11.2.6.1-filter', '400 for what is wrong, 501 for what is right and not there'],
        ['protocol-11.2.5.2-expand', 'reports?%s is valid and not there: 501'],
      ],
    },
    { number: '3', level: 'MUST', demand: '`$select`', shownBy: [['protocol-11.2.5.1-select', '$select']] },
    {
      number: '4',
      level: 'MUST',
      demand: 'casts to derived types, if there are any: here, to the declared type and its base type',
      shownBy: [
        ['protocol-11.2.6.1-filter', 'casts to the declared type and to its base type change nothing'],
        ['url-4-resourcePath', '4 %s'],
      ],
    },
    {
      number: '5',
      level: 'MUST',
      demand: '`$top`',
      shownBy: [['protocol-11.2.6.2-orderby', '$skip and $top take a part of the ordered rows']],
    },
    {
      number: '6',
      level: 'MUST',
      demand: '`/$value` of properties (there are no media entities)',
      shownBy: [['protocol-properties', 'reading', 'null is 204']],
    },
    { number: '7', level: 'MUST', demand: '`$filter`', shownBy: [['protocol-11.2.6.1-filter', '$filter']] },
    {
      number: '7.1',
      level: 'MUST',
      demand: '`eq` and `ne` on every property',
      shownBy: [
        ['protocol-11.2.6.1-filter', 'logical operators', 'null is unknown'],
        ['url-5.1.1.1-logicalOperators', '5.1.1.1.1 null is equal to null only: %s'],
        ['graph-reports-model', 'is filtered by each property, ordered and paged'],
      ],
    },
    {
      number: '7.2',
      level: 'MUST',
      demand: 'parameter aliases in `$filter`; one without value is null',
      shownBy: [['protocol-11.2.6.1-filter', 'parameter aliases (11.2.6.1.3)'], ['url-5.3-parameterAliases']],
    },
    {
      number: '7.3',
      level: 'SHOULD',
      demand: 'the other operators; MUST be 501 where one is not there (`has`: there are no enumerations)',
      shownBy: [
        ['protocol-11.2.6.1-filter', 'logical operators', 'arithmetic and functions', 'in'],
        ['url-5.1.1.1-logicalOperators', '5.1.1.1.10 has needs an enumeration, of which there is none'],
      ],
    },
    {
      number: '7.4',
      level: 'SHOULD',
      demand: 'the canonical functions; MUST be 501 where one is not there (`matchesPattern`, `geo.*`)',
      shownBy: [
        ['filterFunctions', 'are all named, and each has a condition here', '%s can be used and has its meaning'],
        ['protocol-11.2.6.1-filter', '400 for what is wrong, 501 for what is right and not there'],
      ],
    },
    {
      number: '7.5',
      level: 'SHOULD',
      demand: '`$filter` on expanded entities',
      shownBy: [['protocol-11.2.5.2-expand', 'options in parentheses']],
    },
    {
      number: '8',
      level: 'SHOULD',
      demand: '`$metadata` as CSDL XML',
      shownBy: [
        ['csdlSchema', 'is CSDL XML by the XML schemas, version %s'],
        [
          'protocol-11.1-metadataRequests',
          '$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01',
        ],
      ],
    },
    {
      number: '9',
      level: 'SHOULD',
      demand: 'the JSON format',
      shownBy: [['json-13-collections', 'collections of entities']],
    },
    {
      number: '10',
      level: 'SHOULD',
      demand: 'basic authentication is considered',
      notDone: 'It was considered: the organisation signs in with Entra tokens, and passwords are refused.',
    },
    { number: '11', level: 'SHOULD', demand: '`$search`', shownBy: [['protocol-11.2.6.6-search', '$search']] },
    {
      number: '12',
      level: 'SHOULD',
      demand: '`$skip`',
      shownBy: [['protocol-11.2.6.2-orderby', '$skip and $top take a part of the ordered rows']],
    },
    { number: '13', level: 'SHOULD', demand: '`$count`', shownBy: [['protocol-11.2.6.5-count', '$count=true']] },
    { number: '14', level: 'SHOULD', demand: '`$expand`', shownBy: [['protocol-11.2.5.2-expand', '$expand']] },
    {
      number: '15',
      level: 'SHOULD',
      demand: '`any` and `all`',
      shownBy: [
        [
          'protocol-11.2.5.2-expand',
          'any, all and $count over the entity sets',
          'any and all over a collection of values',
        ],
      ],
    },
    {
      number: '16',
      level: 'SHOULD',
      demand: 'the segment `/$count`',
      shownBy: [['protocol-11.2.6.5-count', '/$count']],
    },
    {
      number: '17',
      level: 'SHOULD',
      demand: '`$orderby` with `asc` and `desc`',
      shownBy: [
        [
          'protocol-11.2.6.2-orderby',
          'the order of each type, null before everything else when ascending',
          'several keys and expressions',
        ],
      ],
    },
  ],
};
