import type { ClauseTable } from '../../../local/docs/clause.ts';

const expandOptions = ['protocol-11.2.5.2-expand', 'options in parentheses'] as const;

/** OData 4.0 Advanced (Protocol 4.01, 13.1.3). */
export const advanced40: ClauseTable = {
  title: 'OData 4.0 Advanced',
  section: 'Protocol 4.01, 13.1.3',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData40AdvancedConformanceLevel',
  clauses: [
    { number: '1', level: 'MUST', demand: '4.0 Intermediate', shownBy: [], note: 'See above.' },
    {
      number: '2',
      level: 'MUST',
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
      number: '3',
      level: 'MUST',
      demand: 'the JSON format',
      shownBy: [['json-13-collections', 'collections of entities']],
    },
    {
      number: '4',
      level: 'MUST',
      demand: '`/$count` on the navigation properties of `reports` and on collections of values',
      shownBy: [['protocol-11.2.6.5-count', '/$count']],
    },
    {
      number: '5',
      level: 'MUST',
      demand: '`any` and `all` on the navigation properties of `reports` and on collections of values',
      shownBy: [
        [
          'protocol-11.2.5.2-expand',
          'any, all and $count over the entity sets',
          'any and all over a collection of values',
        ],
        ['url-5.1.1.13-lambdaOperators', '5.1.1.13 %s is %s; of an empty collection %s'],
      ],
    },
    {
      number: '6',
      level: 'MUST',
      demand: '`$skip`',
      shownBy: [['protocol-11.2.6.2-orderby', '$skip and $top take a part of the ordered rows']],
    },
    { number: '7', level: 'MUST', demand: '`$count`', shownBy: [['protocol-11.2.6.5-count', '$count=true']] },
    {
      number: '8',
      level: 'MUST',
      demand: '`$orderby` with `asc` and `desc` on every property',
      shownBy: [
        ['protocol-11.2.6.2-orderby', 'the order of each type, null before everything else when ascending'],
        ['graph-reports-model', 'is filtered by each property, ordered and paged'],
      ],
    },
    {
      number: '9',
      level: 'MUST',
      demand: '`$expand`',
      shownBy: [
        [
          'protocol-11.2.5.2-expand',
          'an entity set has the rows it has on its own, with their entity tags',
          'several sets, and * for all of them',
        ],
      ],
    },
    {
      number: '9.1',
      level: 'MUST',
      demand: 'references of what is expanded',
      shownBy: [['protocol-11.2.5.2-expand', '/$ref gives references']],
    },
    { number: '9.2', level: 'MUST', demand: '`$filter` on what is expanded', shownBy: [expandOptions] },
    {
      number: '9.3',
      level: 'MUST',
      demand: 'casts in `$expand`: there are no derived types, so to the type itself',
      shownBy: [['protocol-11.2.5.2-expand', 'with the type of its entities behind it']],
    },
    { number: '9.4', level: 'SHOULD', demand: '`$orderby` on what is expanded', shownBy: [expandOptions] },
    {
      number: '9.5',
      level: 'SHOULD',
      demand: '`$count` on what is expanded',
      shownBy: [['protocol-11.2.5.2-expand', '$count']],
    },
    { number: '9.6', level: 'SHOULD', demand: '`$top` and `$skip` on what is expanded', shownBy: [expandOptions] },
    { number: '9.7', level: 'SHOULD', demand: '`$search` on what is expanded', shownBy: [expandOptions] },
    {
      number: '9.8',
      level: 'SHOULD',
      demand: '`$levels`: nothing is recursive, so 1 and `max` mean the same and more is 400',
      shownBy: [expandOptions],
    },
    {
      number: '9.9',
      level: 'MAY',
      demand: '`$compute` on what is expanded',
      shownBy: [['protocol-11.2.5.2-expand', '$select and $compute shape the rows']],
    },
    { number: '10', level: 'MUST', demand: '`$search`', shownBy: [['protocol-11.2.6.6-search', '$search']] },
    {
      number: '11',
      level: 'MUST',
      demand: '`$batch` in the multipart format; it MAY be had in JSON too',
      shownBy: [
        ['protocol-11.7-batchMultipart', '11.7.7 multipart'],
        ['protocol-11.7-batchSecurity', 'batches and callers'],
        ['clients/openUi5'],
      ],
    },
    {
      number: '12',
      level: 'MUST',
      demand: 'resource paths as in the URL conventions',
      shownBy: [
        ['url-4-resourcePath', '4 %s', '4 %s is refused'],
        ['protocol-11.2.8-references', 'references'],
        ['protocol-keys', 'keys'],
        ['protocol-11.2.6.1-filter', '/$filter segments (URL Conventions 4.01, 4.12)'],
        ['protocol-11.2.1-evaluationOrder', 'in the body of a POST to /$query (URL Conventions 4.01, 4.17)'],
        [
          'graph-reports-compose',
          'functions compose (Protocol 4.01, 11.5.4; URL Conventions 4.01, 4.5.2)',
          'a report that is the state of a date is of entities of its set',
        ],
      ],
      note:
        'What may follow the report functions is what may follow their result. `$all`, `$crossjoin`, `/$each`, `/delta` behind ' +
        '`/$filter(...)` or a function, and `/$ref` of a report that is computed are parsed and answered with 501.',
    },
    {
      number: '13',
      level: 'SHOULD',
      demand: 'asynchronous requests',
      notDone:
        'Every answer comes within the deadline of 25 seconds or as a page with a next link; nothing has to be waited for.',
    },
    {
      number: '14',
      level: 'SHOULD',
      demand: 'delta change tracking',
      shownBy: [['protocol-11.3-delta', 'change tracking']],
    },
    {
      number: '15',
      level: 'SHOULD',
      demand: 'cross joins',
      notDone: 'The reports have nothing to be joined by; `$crossjoin` is answered with 501 and the metadata says so.',
    },
    {
      number: '16',
      level: 'MAY',
      demand: '`$compute`',
      shownBy: [['protocol-11.2.1-evaluationOrder', '$compute (11.2.5.3)']],
    },
  ],
};
