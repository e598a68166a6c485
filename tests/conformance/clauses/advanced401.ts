import type { ClauseTable } from '../../../local/docs/clause.ts';

const selectOptions = [
  'protocol-11.2.5.1-select',
  'options of a property that is a collection (URL Conventions 4.01, 5.1.4)',
] as const;

/** OData 4.01 Advanced (Protocol 4.01, 13.2.3). */
export const advanced401: ClauseTable = {
  title: 'OData 4.01 Advanced',
  section: 'Protocol 4.01, 13.2.3',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData401AdvancedConformanceLevel',
  clauses: [
    { number: '1', level: 'MUST', demand: '4.01 Intermediate', shownBy: [], note: 'See above.' },
    { number: '2', level: 'MUST', demand: '4.0 Advanced', shownBy: [], note: 'See above.' },
    {
      number: '3',
      level: 'MUST',
      demand: 'the count of a filtered or searched collection in an expression',
      shownBy: [
        [
          'protocol-11.2.5.2-expand',
          'any, all and $count over the entity sets',
          'any and all over a collection of values',
        ],
        ['url-5.1.1.13-lambdaOperators', '4.8 %s is %s'],
      ],
      note: 'Entity sets are counted from the singleton; a condition on entities that leads to another entity set is 501.',
    },
    {
      number: '4',
      level: 'MUST',
      demand: '`$compute`',
      shownBy: [['protocol-11.2.1-evaluationOrder', '$compute (11.2.5.3)']],
    },
    { number: '5', level: 'MUST', demand: 'options nested in `$select`', shownBy: [selectOptions] },
    { number: '5.1', level: 'MUST', demand: '`$filter` on a selected collection', shownBy: [selectOptions] },
    { number: '5.2', level: 'SHOULD', demand: '`$orderby` on a selected collection', shownBy: [selectOptions] },
    { number: '5.3', level: 'SHOULD', demand: '`$count` on a selected collection', shownBy: [selectOptions] },
    { number: '5.4', level: 'SHOULD', demand: '`$top` and `$skip` on a selected collection', shownBy: [selectOptions] },
    { number: '5.5', level: 'SHOULD', demand: '`$search` on a selected collection', shownBy: [selectOptions] },
    {
      number: '6',
      level: 'MUST',
      demand: '`$metadata` as CSDL JSON',
      shownBy: [
        ['csdlSchema', 'is CSDL JSON by the JSON schema', 'says the same in XML and in JSON'],
        [
          'protocol-11.1-metadataRequests',
          '$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01',
        ],
      ],
    },
    {
      number: '7',
      level: 'MUST',
      demand: '`$batch` in both formats',
      shownBy: [
        ['protocol-11.7-batchMultipart', '11.7.7 multipart'],
        ['json-19-batch', '19.1 batch request'],
        ['json-19-batchDependencies', '19.1 dependsOn and if'],
        ['json-19-batchGroups', 'atomicity groups'],
        ['protocol-11.7.5-batchEntityTags', '11.7.5 referencing the entity tag of an entity'],
        ['protocol-11.7-batchReports', '11.7 reports in a batch'],
      ],
    },
    {
      number: '8',
      level: 'SHOULD',
      demand: 'the segment `/$filter(...)`',
      shownBy: [['protocol-11.2.6.1-filter', '/$filter segments (URL Conventions 4.01, 4.12)']],
    },
    {
      number: '9',
      level: 'SHOULD',
      demand: 'parameter aliases that are assigned inside `$select` and `$expand`',
      shownBy: [selectOptions, ['protocol-11.2.5.2-expand', 'options in parentheses']],
    },
    {
      number: '10',
      level: 'MAY',
      demand: 'identifiers irrespective of case',
      notDone:
        'Names are case-sensitive, so that one name never means two things; a 400 or 404 says which name there is.',
    },
  ],
};
