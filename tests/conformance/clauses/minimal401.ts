import type { ClauseTable } from '../../../local/docs/clause.ts';
import { noNavigation } from './updatable40.ts';
import { urlSyntax401 } from './urlSyntax401.ts';

/** OData 4.01 Minimal (Protocol 4.01, 13.2.1). */
export const minimal401: ClauseTable = {
  title: 'OData 4.01 Minimal',
  section: 'Protocol 4.01, 13.2.1',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData401MinimalConformanceLevel',
  clauses: [
    { number: '1', level: 'MUST', demand: '4.0 Minimal', shownBy: [], note: 'See above.' },
    {
      number: '2',
      level: 'MUST',
      demand: 'OData JSON 4.01',
      shownBy: [
        ['json-metadata', '4.01 has the short names at every level'],
        ['protocol-versions', 'protocol versions'],
      ],
      note: 'See the clauses of the JSON format below.',
    },
    {
      number: '3',
      level: 'MUST',
      demand: '`AsyncResult` in the final answer of an asynchronous request',
      doesNotApply: 'There are no asynchronous requests: the metadata says so, and `respond-async` is ignored.',
    },
    {
      number: '4',
      level: 'MUST',
      demand: 'headers and preferences with and without prefix',
      shownBy: [
        ['protocol-11.2.6.7-paging', '%s holds for all pages and is acknowledged'],
        ['protocol-conditions', '%s: snapshot is 412 and nothing is done'],
        ['json-13-collections', 'preferences'],
        ['protocol-11.3-delta', 'the preference is confirmed, also on later pages; without it there is no delta link'],
      ],
    },
    {
      number: '5',
      level: 'MUST',
      demand: 'a `$schemaversion` that does not fit is refused, if the metadata has `Core.SchemaVersion`',
      doesNotApply: 'The metadata has none; the option is answered with 501 rather than passed over.',
    },
    {
      number: '6',
      level: 'MUST',
      demand: 'system query options with or without `$`',
      shownBy: [
        ['protocol-11.2.1-evaluationOrder', 'in any case, with or without the dollar sign: %s', 'never twice: %s'],
      ],
    },
    {
      number: '7',
      level: 'MUST',
      demand: 'names of options, operators and canonical functions in any case',
      shownBy: [['protocol-11.2.1-evaluationOrder', 'in any case, with or without the dollar sign: %s']],
    },
    {
      number: '8',
      level: 'MUST',
      demand: 'identifiers in answers are written as in `$metadata`',
      shownBy: [
        ['json-metadata', 'the declaration has the documented order'],
        ['csdlDocument', 'declares the properties in documented order, nullable, with their facets'],
      ],
    },
    {
      number: '9',
      level: 'MUST',
      demand: 'URLs in the syntax of 4.0 and of 4.01, whatever `OData-MaxVersion` says',
      shownBy: [
        ['abnf', 'ABNF: %s'],
        ['protocol-11.2.1-evaluationOrder', 'names'],
      ],
      note: 'The parser does not know the header.',
    },
    ...urlSyntax401,
    {
      number: '10',
      level: 'SHOULD',
      demand: '`$metadata` in XML and in JSON',
      shownBy: [
        ['csdlSchema', 'says the same in XML and in JSON'],
        [
          'protocol-11.1-metadataRequests',
          '$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01',
        ],
      ],
    },
    {
      number: '11',
      level: 'SHOULD NOT',
      demand: 'identifiers that differ by case only',
      shownBy: [['csdlDocument', 'no two names differ by case only']],
    },
    {
      number: '12',
      level: 'SHOULD',
      demand: 'the annotation `Core.ODataVersions`',
      shownBy: [
        ['csdlVocabulary', 'the annotations of %s are those of the vocabularies'],
        ['capabilities', '$name'],
      ],
    },
    {
      number: '13',
      level: 'SHOULD',
      demand: 'capabilities are reported, and they are true',
      shownBy: [['capabilities', '$name', 'every claim is shown by a request, or it is said where']],
    },
    {
      number: '14',
      level: 'MAY',
      demand: 'conditions on annotation values',
      notDone: 'Entities have no annotations that could be stored; the syntax is answered with 501.',
    },
    {
      number: '15',
      level: 'MAY',
      demand: '`$compute`',
      shownBy: [['protocol-11.2.1-evaluationOrder', '$compute (11.2.5.3)']],
    },
    {
      number: '16',
      level: 'MAY',
      demand: '`$search` for every collection, those of values included',
      shownBy: [
        ['protocol-11.2.6.6-search', '$search'],
        ['protocol-11.2.5.1-select', 'read on its own: %s'],
      ],
    },
    {
      number: '17',
      level: 'MAY',
      demand: '4.01 unless `OData-MaxVersion: 4.0` is sent',
      notDone:
        'Without the header answers are 4.0: clients that do not send it, Microsoft Graph SDKs among them, expect that.',
    },
    {
      number: '18',
      level: 'MUST',
      demand: '4.0 Minimal for an updatable service',
      shownBy: [],
      note: 'Clauses 18 to 33 there.',
    },
    { number: '19', level: 'MUST', demand: 'DELETE of a reference by key', doesNotApply: noNavigation },
    { number: '20', level: 'SHOULD', demand: 'PUT with nested content', doesNotApply: noNavigation },
    { number: '21', level: 'SHOULD', demand: 'deep updates and inserts', doesNotApply: noNavigation },
    {
      number: '22',
      level: 'SHOULD',
      demand: 'PUT and DELETE of the `$ref` of a collection',
      doesNotApply: noNavigation,
    },
    {
      number: '23',
      level: 'MAY',
      demand: 'POST to collections of values',
      notDone: 'A collection is replaced as a whole by PATCH or PUT; the metadata says so.',
    },
    {
      number: '24',
      level: 'MAY',
      demand: 'PATCH and DELETE to a collection',
      notDone: 'Only the PATCH of clause 26: one request must not be able to empty a set.',
    },
    {
      number: '25',
      level: 'MAY',
      demand: 'writes to a collection behind a type cast',
      notDone: 'There are no derived types to cast to.',
    },
    {
      number: '26',
      level: 'MAY',
      demand: 'PATCH of an entity set with a delta payload',
      shownBy: [['protocol-11.4.13-bulkUpsert', 'bulk upsert']],
    },
    {
      number: '27',
      level: 'MAY',
      demand: '`$select` and `$expand` on writes',
      shownBy: [['protocol-preferences', 'with %s the write is carried out and answered without content']],
      note: 'They are tolerated: the write is answered without content, as the standard lets a service do.',
    },
  ],
};
