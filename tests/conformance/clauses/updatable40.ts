import type { Clause } from '../../../local/docs/clause.ts';

/** Why nothing about links between entities applies. */
export const noNavigation =
  'Entities have no navigation properties; those of the singleton are declared not updatable.';

/** What OData 4.0 Minimal demands of a service that can be written to (Protocol 4.01, 13.1.1, clauses 18 to 33). */
export const updatable40: readonly Clause[] = [
  {
    number: '18',
    level: 'MUST',
    demand: 'edit links, explicit or by convention',
    shownBy: [
      ['json-metadata', 'full: types, id and edit link as well, annotations right before their property'],
      ['protocol-11.2.8-references', 'lead to their entities, whatever is in the key'],
    ],
  },
  { number: '19', level: 'MUST', demand: 'POST of new entities', shownBy: [['protocol-create', 'create']] },
  { number: '20', level: 'MUST', demand: 'POST of related entities', doesNotApply: noNavigation },
  { number: '21', level: 'MUST', demand: 'POST to `$ref`', doesNotApply: noNavigation },
  { number: '22', level: 'MUST', demand: 'PUT to `$ref`', doesNotApply: noNavigation },
  {
    number: '23',
    level: 'MUST',
    demand: 'PATCH to every edit URL',
    shownBy: [
      ['protocol-upsert', 'PATCH', 'both addresses of an id below %s'],
      ['protocol-properties', 'writing'],
      ['protocol-keys', 'keys'],
    ],
  },
  {
    number: '24',
    level: 'MUST',
    demand: 'DELETE to every edit URL',
    shownBy: [
      ['protocol-delete', '204 without content, and the entity is gone'],
      ['protocol-keys', 'keys'],
    ],
  },
  { number: '25', level: 'MUST', demand: 'DELETE to `$ref`', doesNotApply: noNavigation },
  {
    number: '26',
    level: 'MUST',
    demand: '`If-Match` on update and delete of whatever has an entity tag',
    shownBy: [
      ['protocol-conditions', 'is refused for %s and changes nothing', 'is carried out for a matching condition'],
    ],
  },
  {
    number: '27',
    level: 'MUST',
    demand: '`Location` of what was created, by POST or by upsert',
    shownBy: [
      ['protocol-create', '201 with Location, ETag and the entity'],
      ['protocol-upsert', 'the documented PATCH: 201, then 200, then 204'],
    ],
  },
  {
    number: '28',
    level: 'MUST',
    demand: '`OData-EntityId` where a create or upsert is answered with 204',
    shownBy: [
      [
        'protocol-preferences',
        '%s that inserts: 204 with Location and OData-EntityId',
        '%s that updates: 204 without OData-EntityId and Location',
        'POST: 204 with Location and OData-EntityId',
      ],
    ],
  },
  {
    number: '29',
    level: 'MUST',
    demand: 'upserts, under the control of `If-Match` and `If-None-Match: *`',
    shownBy: [
      ['protocol-upsert', 'upsert'],
      ['protocol-conditions', 'upserts'],
    ],
  },
  {
    number: '30',
    level: 'SHOULD',
    demand: 'PUT to a single property (there are no complex ones)',
    shownBy: [['protocol-properties', '%s sets one property and no other', 'PUT of %s: %j']],
  },
  {
    number: '31',
    level: 'SHOULD',
    demand: 'DELETE of a property sets it to null',
    shownBy: [['protocol-properties', 'null clears, and so does DELETE', 'DELETE sets null, whatever Accept says']],
  },
  { number: '32', level: 'SHOULD', demand: 'deep inserts', doesNotApply: noNavigation },
  {
    number: '33',
    level: 'MAY',
    demand: 'updates and deletes of all members of a collection',
    notDone: '`/$each` is answered with 501: one request must not be able to empty a set.',
  },
];
