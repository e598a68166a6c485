import type { ResourceKind } from '../bind/resource.ts';
import type { Method } from '../operations/operationTable.ts';

/** What a request sends. */
export type OpenApiBody = 'entity' | 'delta' | 'property' | 'batch' | 'query' | 'text';

/** What an answer holds. */
export type OpenApiContent =
  | 'entity'
  | 'collection'
  | 'tracked'
  | 'upserted'
  | 'property'
  | 'reference'
  | 'resource'
  | 'serviceDocument'
  | 'metadata'
  | 'number'
  | 'text'
  | 'batch';

/** How an operation is described. */
export interface OpenApiOperationText {
  /** `%` stands for the name of the entity type. */
  readonly summary: string;
  readonly description: string;
  readonly body?: OpenApiBody;
  /** The answers of success by status; null for one without a body. */
  readonly answers: Readonly<Record<number, OpenApiContent | null>>;
  /** Whether If-Match and If-None-Match have an effect. */
  readonly isConditional?: true;
}

type Texts = Readonly<Record<ResourceKind, Readonly<Partial<Record<Method, OpenApiOperationText>>>>>;

const written = { 200: 'entity', 201: 'entity', 204: null } as const;
const conditional = { isConditional: true } as const;
const property = { ...conditional, body: 'property', answers: { 200: 'property', 204: null } } as const;

const upsert =
  'The key in the URL wins. `If-Match` updates only, `If-None-Match: *` inserts only. The answer is 201 when the key was new, ' +
  '200 when it was not, and 204 for `Prefer: return=minimal`.';

/** The words for every operation of the contract, by resource and method. */
export const openApiOperations: Texts = {
  serviceDocument: {
    GET: { summary: 'List entity sets', description: 'The service document.', answers: { 200: 'serviceDocument' } },
  },
  metadata: {
    GET: {
      summary: 'Read the metadata',
      description: 'The metadata document as CSDL XML or CSDL JSON.',
      answers: { 200: 'metadata' },
    },
  },
  batch: {
    POST: {
      summary: 'Send several requests at once',
      description: 'At most 100 requests, as JSON or multipart. Each is authorised and answered by itself.',
      body: 'batch',
      answers: { 200: 'batch' },
    },
  },
  singleton: {
    GET: {
      summary: 'Read the entry to the reports',
      description: 'With `$expand`, entities too.',
      answers: { 200: 'resource' },
    },
  },
  entitySet: {
    GET: {
      summary: 'List %',
      description:
        'Results come in pages; `@odata.nextLink` is where the next one is. With `Prefer: track-changes` the last page has ' +
        '`@odata.deltaLink`, which returns what changed since.',
      answers: { 200: 'tracked' },
    },
    POST: {
      summary: 'Insert %',
      description: 'Without an id the service makes a GUID; an id that exists is a conflict.',
      body: 'entity',
      answers: { 201: 'entity', 204: null },
    },
    PATCH: {
      summary: 'Insert, update and delete many %',
      description:
        'A delta payload of at most 1,000 items and 4 MiB. Without a preference all or nothing in one transaction of storage: 25 ' +
        'new entities, 14 changes of any kind; more is 400. With `Prefer: continue-on-error` every key is for itself, and the ' +
        'answer tells what became of each item, in the order they were sent.',
      body: 'delta',
      answers: { 200: 'upserted', 204: null },
    },
  },
  count: { GET: { summary: 'Count %', description: 'The number alone, as text.', answers: { 200: 'number' } } },
  references: {
    GET: { summary: 'List references to %', description: 'The canonical URLs.', answers: { 200: 'resource' } },
  },
  delta: {
    GET: {
      summary: 'Follow the changes of %',
      description:
        'Everything, in pages, and on the last page a delta link, which returns what changed since: changed entities whole, ' +
        'deleted ones with `@removed`. A link can be followed for 30 days; after that it is 410.',
      answers: { 200: 'tracked' },
    },
  },
  deltaCount: {
    GET: { summary: 'Count the changes of %', description: 'The number alone, as text.', answers: { 200: 'number' } },
  },
  entity: {
    GET: {
      ...conditional,
      summary: 'Read one of %',
      description: 'With If-None-Match the answer is 304 when nothing changed.',
      answers: { 200: 'entity', 304: null },
    },
    PATCH: {
      ...conditional,
      summary: 'Update or insert one of %',
      description: `Properties that are missing stay as they are, null clears. ${upsert}`,
      body: 'entity',
      answers: written,
    },
    PUT: {
      ...conditional,
      summary: 'Replace or insert one of %',
      description: `Properties that are missing become null. ${upsert}`,
      body: 'entity',
      answers: written,
    },
    DELETE: {
      ...conditional,
      summary: 'Delete one of %',
      description: 'With If-Match only this version.',
      answers: { 204: null },
    },
  },
  reference: {
    GET: { summary: 'Read a reference to one of %', description: 'The canonical URL.', answers: { 200: 'reference' } },
  },
  property: {
    GET: {
      ...conditional,
      summary: 'Read a property of %',
      description: '204 stands for null.',
      answers: { 200: 'property', 204: null, 304: null },
    },
    PATCH: { ...property, summary: 'Update a property of %', description: 'The same as PUT.' },
    PUT: { ...property, summary: 'Set a property of %', description: 'The entity must exist.' },
    DELETE: {
      ...conditional,
      summary: 'Clear a property of %',
      description: 'It becomes null.',
      answers: { 204: null },
    },
  },
  propertyValue: {
    GET: {
      ...conditional,
      summary: 'Read the raw value of a property of %',
      description: '204 stands for null.',
      answers: { 200: 'text', 204: null, 304: null },
    },
    PUT: {
      ...conditional,
      summary: 'Set the raw value of a property of %',
      description: 'The entity must exist.',
      body: 'text',
      answers: { 200: 'text', 204: null },
    },
    DELETE: {
      ...conditional,
      summary: 'Clear a property of % by its raw value',
      description: 'It becomes null.',
      answers: { 204: null },
    },
  },
  reportFunctionReferences: {
    GET: {
      summary: 'List references to the rows of a report of %',
      description: 'In pages.',
      answers: { 200: 'resource' },
    },
  },
  propertyCount: {
    GET: {
      ...conditional,
      summary: 'Count the items of a property of %',
      description: 'The number alone, as text.',
      answers: { 200: 'number', 304: null },
    },
  },
  reportFunction: {
    GET: {
      summary: 'Get the report %',
      description: 'The newest rows of the report: JSON to clients that accept it, otherwise CSV.',
      answers: { 200: 'collection' },
    },
  },
  reportFunctionCount: {
    GET: {
      summary: 'Count the rows of the report %',
      description: 'The number alone, as text.',
      answers: { 200: 'number' },
    },
  },
  query: {
    POST: {
      summary: 'List % by a query in the body',
      description: 'For query options too long for a URL.',
      body: 'query',
      answers: { 200: 'collection' },
    },
  },
};
