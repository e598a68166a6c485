import type { Resource, ResourceKind } from '../bind/bound/resource.ts';
import type { FormatName, FormatRule } from '../headers/negotiateFormat.ts';
import { createEntity } from './write/createEntity.ts';
import { createForgetRequest } from './write/createForgetRequest.ts';
import { deleteEntity } from './write/deleteEntity.ts';
import type { Operation } from './contract/operation.ts';
import { deleteProperty } from './write/deleteProperty.ts';
import { countPropertyItems, readProperty, readPropertyValue } from './read/readProperty.ts';
import { countEntities } from './read/countEntities.ts';
import { readCollection } from './read/readCollection.ts';
import { readDelta } from './read/readDelta.ts';
import { readReport, readReportCount, readReportReferences } from './reports/readReport.ts';
import { readReference, readReferences } from './read/readReferences.ts';
import { readSingleton } from './read/readSingleton.ts';
import { updateProperty } from './write/updateProperty.ts';
import { updatePropertyValue } from './write/updatePropertyValue.ts';
import { readEntity } from './read/readEntity.ts';
import { putEntity } from './write/putEntity.ts';
import { updateEntity } from './write/updateEntity.ts';
import { upsertCollection } from './write/upsertCollection.ts';

/** Methods with operations of their own; HEAD is GET without the body, OPTIONS answers Allow. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One operation and what a request must be allowed and able to take. */
export interface OperationRow<R extends Resource = Resource> {
  /** The name in logs and telemetry. */
  readonly name: string;
  /** The permission the caller needs; `anonymous` needs no token. */
  readonly access: 'anonymous' | 'read' | 'write' | 'forget';
  /** Formats of the answer, the default first; none for an answer without content, which is given whatever Accept says. */
  readonly formats: readonly FormatName[];
  /** Those of them that 4.0 does not know. */
  readonly formatsOf401?: readonly FormatName[];
  /** How one of them is chosen by Accept, where that is not as anywhere. */
  readonly formatRule?: FormatRule;
  /** It honours the preference dry-run. */
  readonly takesDryRun?: true;
  readonly run: Operation<R>;
}

type Table = {
  readonly [K in ResourceKind]?: Readonly<
    Partial<Record<Method, OperationRow<Extract<Resource, { readonly kind: K }>>>>
  >;
};

const json: readonly FormatName[] = ['json'];

/** Every operation of the service, by resource and method: Allow, OpenAPI and capabilities are read from it too. */
export const operationTable: Table = {
  serviceDocument: {
    GET: {
      name: 'readServiceDocument',
      access: 'read',
      formats: json,
      run: () => Promise.resolve({ kind: 'serviceDocument' }),
    },
  },
  metadata: {
    GET: {
      name: 'readMetadata',
      access: 'anonymous',
      formats: ['xml', 'json'],
      // CSDL JSON began with 4.01; clients of 4.0 that prefer JSON, such as Power Query, mean data and not metadata by it.
      formatsOf401: ['json'],
      formatRule: { ties: 'offered' },
      run: () => Promise.resolve({ kind: 'metadata' }),
    },
  },
  batch: {
    POST: {
      name: 'batch',
      // Whether its requests may write is decided one by one.
      access: 'read',
      formats: ['json', 'multipart'],
      run: async (request, context) => await context.runBatch(request),
    },
  },
  singleton: { GET: { name: 'readSingleton', access: 'read', formats: json, run: readSingleton } },
  count: { GET: { name: 'countEntities', access: 'read', formats: ['text'], run: countEntities } },
  references: { GET: { name: 'readReferences', access: 'read', formats: json, run: readReferences } },
  reference: { GET: { name: 'readReference', access: 'read', formats: json, run: readReference } },
  entitySet: {
    GET: { name: 'readCollection', access: 'read', formats: ['json', 'csv'], run: readCollection },
    POST: { name: 'createEntity', access: 'write', formats: json, run: createEntity },
    PATCH: { name: 'upsertCollection', access: 'write', formats: json, takesDryRun: true, run: upsertCollection },
  },
  delta: { GET: { name: 'readDelta', access: 'read', formats: json, run: readDelta } },
  deltaCount: { GET: { name: 'countEntities', access: 'read', formats: ['text'], run: countEntities } },
  entity: {
    GET: { name: 'readEntity', access: 'read', formats: json, run: readEntity },
    PATCH: { name: 'updateEntity', access: 'write', formats: json, run: updateEntity },
    PUT: { name: 'putEntity', access: 'write', formats: json, run: putEntity },
    DELETE: { name: 'deleteEntity', access: 'write', formats: [], run: deleteEntity },
  },
  property: {
    GET: { name: 'readProperty', access: 'read', formats: json, run: readProperty },
    PATCH: { name: 'updateProperty', access: 'write', formats: json, run: updateProperty },
    PUT: { name: 'updateProperty', access: 'write', formats: json, run: updateProperty },
    DELETE: { name: 'deleteProperty', access: 'write', formats: [], run: deleteProperty },
  },
  propertyValue: {
    GET: { name: 'readPropertyValue', access: 'read', formats: ['text'], run: readPropertyValue },
    PUT: { name: 'updatePropertyValue', access: 'write', formats: ['text'], run: updatePropertyValue },
    DELETE: { name: 'deleteProperty', access: 'write', formats: [], run: deleteProperty },
  },
  reportFunction: {
    GET: {
      name: 'readReport',
      access: 'read',
      // Without a word from the caller Microsoft Graph answers CSV.
      formats: ['csv', 'json'],
      // Graph's own clients ask for a file by its bytes, and name JSON behind them for errors.
      formatRule: { ties: 'listed', aliases: { csv: ['application/octet-stream', 'text/plain'] } },
      run: readReport,
    },
  },
  reportFunctionCount: { GET: { name: 'readReportCount', access: 'read', formats: ['text'], run: readReportCount } },
  reportFunctionReferences: {
    GET: { name: 'readReportReferences', access: 'read', formats: json, run: readReportReferences },
  },
  propertyCount: { GET: { name: 'readPropertyCount', access: 'read', formats: ['text'], run: countPropertyItems } },
};

type Rows = Readonly<Partial<Record<Method, OperationRow>>>;

/** The operations of a kind of resource, by method. */
export function operationsOf(kind: ResourceKind): Rows {
  // A row is only ever run with a resource of its own kind, which the table's type ties it to.
  return (operationTable[kind] ?? {}) as Rows;
}

const forget = { access: 'forget' } as const;

/** What of the register of persons to forget is written: a request that is made or ended, and entries that a backup brings back. */
const registerWrites: Table = {
  entitySet: {
    POST: { name: 'createForgetRequest', ...forget, formats: json, run: createForgetRequest },
    PATCH: { name: 'upsertCollection', ...forget, formats: json, takesDryRun: true, run: upsertCollection },
  },
  entity: { DELETE: { name: 'deleteEntity', ...forget, formats: [], run: deleteEntity } },
};

/** The operations on the register: all that read, and its own writes, each by its own permission. */
function registerOperations(kind: ResourceKind): Rows {
  const { GET } = operationsOf(kind);
  return { ...(GET && { GET: { ...GET, ...forget } }), ...(registerWrites[kind] as Rows | undefined) };
}

/**
 * The operations on a resource, by method: those of its kind, but for PATCH of a collection of values, which the standard
 * does not have (Protocol 4.01, 11.4.9.4), and for changes through what `/$filter(...)` or a function leaves.
 */
export function operationsFor(resource: Resource): Rows {
  const isRegister = 'type' in resource && resource.type.isRegister === true;
  const all = isRegister ? registerOperations(resource.kind) : operationsOf(resource.kind);
  const isPart =
    'within' in resource || 'itemFilters' in resource || ('filters' in resource && resource.filters.length > 0);
  const isCollection = 'property' in resource && resource.property.collection === true;
  if (!isPart && !isCollection) return all;
  const isOffered = (method: string): boolean => (isPart ? method === 'GET' : method !== 'PATCH');
  return Object.fromEntries(Object.entries(all).filter(([method]) => isOffered(method)));
}

/** The value of Allow for a resource (RFC 9110, 10.2.1). */
export function allowedMethods(resource: Resource): string {
  // A POST to `/$query` stands for a GET of what it is appended to.
  if (resource.kind === 'query') return 'POST, OPTIONS';
  const methods = Object.keys(operationsFor(resource));
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
