import type { Clause, ClauseTable } from '../../../local/docs/clause.ts';
import { jsonConsumer } from './jsonConsumer.ts';
import { jsonProducer } from './jsonProducer.ts';

const noAsync = 'There are no asynchronous requests.';

const service: readonly Clause[] = [
  {
    number: '11',
    level: 'MUST',
    demand: 'one of the levels above',
    shownBy: [['capabilities', '$name']],
    note: 'The metadata says Advanced.',
  },
  {
    number: '12',
    level: 'MUST',
    demand: '`application/json` in `Accept`',
    shownBy: [
      ['json-13-collections', 'Accept: %s is answered as %s'],
      ['protocol-errors', 'a range that fits is found among others'],
    ],
  },
  {
    number: '13',
    level: 'MUST',
    demand: 'well-formed JSON',
    shownBy: [
      ['json-int64', 'any value'],
      ['protocol-upsert', 'negative counts and every text are stored as they are'],
    ],
  },
  {
    number: '14',
    level: 'MUST',
    demand: '`odata.metadata=full`',
    shownBy: [
      ['json-metadata', 'full: types, id and edit link as well, annotations right before their property'],
      [
        'json-13-collections',
        'full, in 4.0 and in 4.01',
        'Boolean values and collections are annotated as JSON needs it',
      ],
      ['protocol-11.2.5.2-expand', 'full metadata has its type, its id and a link for each entity set'],
    ],
  },
  {
    number: '15',
    level: 'MUST',
    demand: '`@odata.nextLink` in every part of a collection',
    shownBy: [
      ['protocol-11.2.6.7-paging', 'all pages together are the answer as a whole'],
      [
        'protocol-11.2.5.2-expand',
        'an expanded set is paged, and its next link leads through the rest (JSON Format 4.01, 4.6.12)',
      ],
    ],
  },
  {
    number: '16',
    level: 'MUST',
    demand: 'entities whose metadata is elsewhere',
    doesNotApply: 'Every type is declared in this service.',
  },
  {
    number: '17',
    level: 'MUST',
    demand: 'properties whose type is declared elsewhere',
    doesNotApply: 'Every type is declared in this service.',
  },
  {
    number: '18',
    level: 'MUST NOT',
    demand: 'nothing else of the format is violated',
    shownBy: [
      ['json-metadata', 'control information'],
      ['json-payload', 'malformed payloads'],
    ],
    note: 'No test can show this; these tables are what there is.',
  },
  {
    number: '19',
    level: 'SHOULD',
    demand: '`$format`',
    shownBy: [
      ['json-13-collections', '$format wins'],
      ['protocol-responseHeaders', '$format wins over Accept and takes no part of it'],
    ],
  },
  {
    number: '20',
    level: 'MAY',
    demand: '`odata.streaming=true` in `Accept`',
    shownBy: [['json-metadata', 'streaming is tolerated and changes nothing']],
  },
  {
    number: '21',
    level: 'MAY',
    demand: 'full control information whatever was asked for',
    notDone: 'Everybody gets the amount that was asked for.',
  },
  {
    number: '22',
    level: 'MUST NOT',
    demand: 'null is never left out, but for `Prefer: omit-values`, which is then acknowledged',
    shownBy: [
      [
        'json-13-collections',
        '%s leaves null out and is acknowledged',
        'what an insert answers is shaped and acknowledged like a read',
        'without it null is never left out',
      ],
      ['json-metadata', 'nulls are never left out unasked'],
    ],
  },
  {
    number: '23',
    level: 'MUST',
    demand: '4.0 for `OData-MaxVersion: 4.0`',
    shownBy: [
      ['protocol-versions', 'OData-MaxVersion %s is answered in %s'],
      ['json-13-collections', 'versions: 4.0 unless 4.01 may be, with Vary'],
    ],
  },
  {
    number: '24',
    level: 'MUST',
    demand: 'bodies of 4.0',
    shownBy: [
      ['protocol-versions', 'of the request'],
      ['protocol-11.4.13-bulkUpsert', 'takes deleted-entity objects of 4.0 (%#)'],
    ],
  },
  {
    number: '25',
    level: 'MUST',
    demand: 'the final answer of an asynchronous request, wrapped',
    doesNotApply: noAsync,
  },
  {
    number: '26',
    level: 'SHOULD',
    demand: '4.01 for `OData-MaxVersion: 4.01`',
    shownBy: [['protocol-versions', 'OData-MaxVersion %s is answered in %s']],
  },
  {
    number: '27',
    level: 'MUST',
    demand: 'bodies of 4.01',
    shownBy: [
      ['protocol-versions', 'of the request'],
      ['protocol-11.4.13-bulkUpsert', 'bulk upsert'],
    ],
  },
  {
    number: '28',
    level: 'MUST',
    demand: 'the entity tag in a body of PUT, PATCH or DELETE is a condition',
    shownBy: [
      ['protocol-versions', 'an entity tag in the body (11.4.3; JSON Format 4.01, 4.6.9)'],
      [
        'protocol-11.4.13-bulkUpsert',
        'an entity tag in an item is a condition under OData-Version 4.01, and only there',
      ],
    ],
    note: 'Under an explicit `OData-Version: 4.01` only: Protocol 4.01, 11.4.3 forbids it for 4.0.',
  },
  { number: '29', level: 'MUST', demand: 'the final answer of an asynchronous request', doesNotApply: noAsync },
];

/** The clauses of OData JSON Format 4.01, section 24: consumer, producer, service. */
export const jsonFormat: ClauseTable = {
  title: 'OData JSON Format 4.01',
  section: 'JSON Format 4.01, 24',
  url: 'https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_Conformance',
  clauses: [...jsonConsumer, ...jsonProducer, ...service],
};
