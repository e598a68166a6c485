import type { ResourceKind } from '../../bind/bound/resource.ts';
import type { Method } from '../../operations/operationTable.ts';

/** What a request sends. */
export type OpenApiBody = 'entity' | 'delta' | 'batch';

/** What an answer holds. */
export type OpenApiContent =
  'entity' | 'collection' | 'upserted' | 'resource' | 'serviceDocument' | 'metadata' | 'batch';

/** How an operation is described. */
export interface OpenApiOperationText {
  /** The operationId, from which generators make names of functions; `%` stands for the name of the entity type. */
  readonly id: string;
  /** `%` stands for the name of the entity type. */
  readonly summary: string;
  readonly description: string;
  readonly body?: OpenApiBody;
  /** The answers of success by status; null for one without a body. */
  readonly answers: Readonly<Record<number, OpenApiContent | null>>;
  /** Whether If-Match and If-None-Match have an effect. */
  readonly isConditional?: true;
}

type Texts = Readonly<Partial<Record<ResourceKind, Readonly<Partial<Record<Method, OpenApiOperationText>>>>>>;

const written = { 200: 'entity', 201: 'entity', 204: null } as const;
const conditional = { isConditional: true } as const;

const upsert =
  'The key in the URL wins. `If-Match` updates only, `If-None-Match: *` inserts only. The answer is 201 when the key was new, ' +
  '200 when it was not, and 204 for `Prefer: return=minimal`.';

/** The words for the operations that are described one by one, by resource and method. */
export const openApiOperations: Texts = {
  serviceDocument: {
    GET: {
      id: 'listEntitySets',
      summary: 'List entity sets',
      description: 'The service document.',
      answers: { 200: 'serviceDocument' },
    },
  },
  metadata: {
    GET: {
      id: 'readMetadata',
      summary: 'Read the metadata',
      description: 'The metadata document as CSDL XML or CSDL JSON.',
      answers: { 200: 'metadata' },
    },
  },
  batch: {
    POST: {
      id: 'sendBatch',
      summary: 'Send several requests at once',
      description: 'At most 100 requests, as JSON or multipart. Each is authorised and answered by itself.',
      body: 'batch',
      answers: { 200: 'batch' },
    },
  },
  singleton: {
    GET: {
      id: 'readReports',
      summary: 'Read the entry to the reports',
      description: 'With `$expand`, entities too.',
      answers: { 200: 'resource' },
    },
  },
  entitySet: {
    GET: {
      id: 'list%',
      summary: 'List %',
      description:
        'Results come in pages; `@odata.nextLink` is where the next one is. With `Prefer: track-changes` the last page has ' +
        '`@odata.deltaLink`, which returns what changed since.',
      answers: { 200: 'collection' },
    },
    POST: {
      id: 'create%',
      summary: 'Insert %',
      description:
        'Without an id the row gets that of its date, period and subject where the body has them, else a GUID; an id that ' +
        'exists is a conflict.',
      body: 'entity',
      answers: { 201: 'entity', 204: null },
    },
    PATCH: {
      id: 'upsertMany%',
      summary: 'Insert, update and delete many %',
      description:
        'A delta payload of at most 1,000 items and 4 MiB. Without a preference all or nothing in one transaction of storage: 25 ' +
        'new entities, 14 changes of any kind; more is 400. With `Prefer: continue-on-error` every key is for itself, and the ' +
        'answer tells what became of each item, in the order they were sent. An item without an id gets one as in an insert.',
      body: 'delta',
      answers: { 200: 'upserted', 204: null },
    },
  },
  entity: {
    GET: {
      ...conditional,
      id: 'read%',
      summary: 'Read one of %',
      description: 'With If-None-Match the answer is 304 when nothing changed.',
      answers: { 200: 'entity', 304: null },
    },
    PATCH: {
      ...conditional,
      id: 'update%',
      summary: 'Update or insert one of %',
      description:
        'Properties that are missing stay as they are, null clears. With `Prefer: keep-newer` a row of a newer report stays ' +
        `as it is, which \`@reports.outcome\` says, and null clears nothing. ${upsert}`,
      body: 'entity',
      answers: written,
    },
    DELETE: {
      ...conditional,
      id: 'delete%',
      summary: 'Delete one of %',
      description: 'With If-Match only this version.',
      answers: { 204: null },
    },
  },
  reportFunction: {
    GET: {
      id: 'report%',
      summary: 'Get the report %',
      description:
        'JSON to clients that accept it, otherwise CSV. A report with a row for each day has the days that end with the newest, ' +
        'computed: `@odata.id` is null and there is no entity tag. Any other has the rows of its newest refresh date.',
      answers: { 200: 'collection' },
    },
  },
};
