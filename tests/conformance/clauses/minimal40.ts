import type { ClauseTable } from '../../../local/docs/clause.ts';
import { updatable40 } from './updatable40.ts';

const noAsync = 'There are no asynchronous requests: the metadata says so, and `respond-async` is ignored.';

/** OData 4.0 Minimal (Protocol 4.01, 13.1.1). */
export const minimal40: ClauseTable = {
  title: 'OData 4.0 Minimal',
  section: 'Protocol 4.01, 13.1.1',
  url: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_OData40MinimalConformanceLevel',
  clauses: [
    {
      number: '1',
      level: 'MUST',
      demand: 'a service document at the service root: every entity set, and the singleton `reports`',
      shownBy: [['protocol-11.1-metadataRequests', 'the service document (11.1.1)'], ['serviceDocument']],
    },
    {
      number: '2',
      level: 'MUST',
      demand: 'data in OData JSON',
      shownBy: [
        ['json-metadata', 'control information'],
        ['json-13-collections', 'collections of entities'],
      ],
      note: 'See the clauses of the JSON format below.',
    },
    {
      number: '3',
      level: 'MUST',
      demand: 'a part of a result is announced by a next link and by nothing else; the last page has none',
      shownBy: [
        ['protocol-11.2.6.7-paging', 'all pages together are the answer as a whole'],
        ['protocol-11.2.6.2-orderby', '$skip and $top take a part of the ordered rows'],
        ['plan-limits', 'at the deadline'],
        [
          'protocol-11.2.6.7-linkSize',
          '%s: the options go into the token, compressed',
          'options that fit into no link are answered when none is needed, else 400 with that hint',
          'values to sort by travel cut in a link, however long they are, and every row comes once',
        ],
      ],
      note:
        'No link is longer than 4,000 bytes, which every host takes: long options, which `/$query` takes up to 64 kB of, go into it ' +
        'compressed. Where they do not fit, the request is answered if its `$top` is 1,000 at most, else 400 before anything is read.',
    },
    {
      number: '4',
      level: 'MUST',
      demand: '`OData-Version` on every answer, once',
      shownBy: [['protocol-versions', 'stands on every answer, once', 'an error keeps the version that was asked for']],
    },
    {
      number: '5',
      level: 'MUST',
      demand: 'these headers are obeyed, or the request fails:',
      shownBy: [],
      note: 'See 5.1 and 5.2.',
    },
    {
      number: '5.1',
      level: 'MUST',
      demand: '`Accept` is obeyed, or the request fails with 406',
      shownBy: [
        ['json-13-collections', 'q-values and $format', 'Accept: %s is 406 for every kind of answer'],
        ['protocol-errors', '406'],
        [
          'protocol-11.1-metadataRequests',
          '$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01',
        ],
      ],
    },
    {
      number: '5.2',
      level: 'MUST',
      demand: '`OData-MaxVersion` is obeyed, or the request fails with 400',
      shownBy: [['protocol-versions', 'OData-MaxVersion %s is answered in %s', 'OData-MaxVersion %s is refused']],
    },
    {
      number: '6',
      level: 'MUST',
      demand:
        'the rules of extensibility: custom options, headers, preferences and annotations of others are tolerated',
      shownBy: [
        ['protocol-11.2.1-evaluationOrder', 'custom options are ignored, also where their names look alike'],
        ['protocol-preferences', 'others'],
        ['protocol-upsert', 'annotations are tolerated, before and behind their property, and not stored'],
      ],
    },
    {
      number: '7',
      level: 'MUST',
      demand: 'requests are parsed by the ABNF; what is valid and not there is 501',
      shownBy: [
        ['abnf', 'ABNF: %s'],
        ['protocol-11.2.1-evaluationOrder', 'that OData has and the service has not are 501 (9.3.1)'],
      ],
    },
    {
      number: '8',
      level: 'MUST',
      demand: 'only types of CSDL',
      shownBy: [['csdlSchema', 'is CSDL XML by the XML schemas, version %s', 'is CSDL JSON by the JSON schema']],
    },
    {
      number: '9',
      level: 'MUST NOT',
      demand: 'nobody has to understand annotations or headers of our own',
      shownBy: [['json-metadata', 'none: the properties alone'], ['clients/openUi5'], ['graphClient']],
    },
    {
      number: '10',
      level: 'MUST NOT',
      demand: 'the semantics of updates are not violated',
      shownBy: [
        ['protocol-upsert', 'upsert'],
        ['protocol-create', 'create'],
        ['protocol-delete', 'delete'],
        ['protocol-properties', 'writing'],
        ['protocol-conditions', 'conditions'],
        ['protocol-preferences', 'return=minimal', 'return=representation'],
      ],
    },
    {
      number: '11',
      level: 'MUST NOT',
      demand: 'nor any other semantics of OData',
      shownBy: [
        ['protocol-11.2.1-evaluationOrder', 'are evaluated in the order of the standard, however they are written'],
      ],
      note: 'No test can show this; these tables are what there is.',
    },
    {
      number: '12',
      level: 'SHOULD',
      demand: '`$expand`, on the singleton',
      shownBy: [['protocol-11.2.5.2-expand', '$expand']],
    },
    {
      number: '13',
      level: 'SHOULD',
      demand: '`$metadata` as CSDL XML; it MAY be had as CSDL JSON too',
      shownBy: [
        [
          'protocol-11.1-metadataRequests',
          '$metadata (11.1.2): CSDL XML unless JSON is wanted by a client that can know 4.01',
        ],
        ['csdlSchema', 'says the same in XML and in JSON'],
      ],
    },
    {
      number: '14',
      level: 'MUST',
      demand: 'headers and preferences under their names with prefix (`odata.maxpagesize`, `OData-Isolation`)',
      shownBy: [
        ['protocol-11.2.6.7-paging', '%s holds for all pages and is acknowledged'],
        ['protocol-conditions', '%s: snapshot is 412 and nothing is done'],
        ['json-13-collections', 'preferences'],
      ],
    },
    {
      number: '15',
      level: 'MUST',
      demand: "duration literals with their prefix, `duration'P1D'` (there are no enumerations)",
      shownBy: [
        ['protocol-11.2.6.1-filter', 'arithmetic and functions'],
        ['url-5.1.1.14-literals', '5.1.1.14.1 %s is %s'],
      ],
    },
    {
      number: '16',
      level: 'MUST',
      demand: 'the final answer of an asynchronous request is an HTTP message for clients of 4.0',
      doesNotApply: noAsync,
    },
    { number: '17', level: 'MAY', demand: '`AsyncResult` in the final answer', doesNotApply: noAsync },
    ...updatable40,
  ],
};
