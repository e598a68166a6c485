import { maxKeyLength } from '../edm/entityKey.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (description: string): Json => ({ type: 'string', description });

/** A property as JSON: null is allowed, but a collection is never null and holds none (CSDL 4.01, 7.2.1). */
function propertySchema({ type, collection, maxLength, description }: Property): Json {
  const schema = primitiveTypes[type].publishedSchema(maxLength === undefined ? {} : { maxLength });
  if (collection) return { type: 'array', items: schema, description };
  return { ...schema, type: [schema['type'], 'null'], description };
}

/** An entity in a request or an answer; annotations, whose names hold an at sign, may stand anywhere in it. */
function entitySchema(type: EntityType): Json {
  const properties = Object.entries(type.properties).map(
    ([name, property]) => [name, propertySchema(property)] as const,
  );
  return {
    type: 'object',
    description: type.description,
    properties: {
      '@odata.context': { ...text('The context URL.'), readOnly: true },
      '@odata.type': { const: `#microsoft.graph.${type.name}` },
      '@odata.etag': { ...text('The version of the entity, for If-Match and If-None-Match.'), readOnly: true },
      id: {
        type: 'string',
        minLength: 1,
        maxLength: maxKeyLength,
        description: 'The key. Made by the service for a POST without it; in an update it is ignored.',
      },
      ...Object.fromEntries(properties),
    },
    patternProperties: { '@': {} },
    additionalProperties: false,
  };
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** An entity, or what stands for one that was deleted. */
const entityOrRemoved = (type: EntityType): Json => ({ anyOf: [reference(type.name), reference('Removed')] });

const count: Json = { type: 'integer', format: 'int64', description: 'The number of all results, if asked for.' };
const nextLink = text('Where the next page is; absent on the last one.');
const deltaLink = text('Where the changes from now on are, if asked for; on the last page.');

function payload(description: string, control: Json, value: Json): Json {
  const properties = { '@odata.context': text('The context URL.'), ...control, value: { type: 'array', ...value } };
  return { type: 'object', description, properties, required: ['value'] };
}

function collectionSchema(type: EntityType): Json {
  const control = { '@odata.count': count, '@odata.nextLink': nextLink };
  return payload(`A page of ${type.name}.`, control, { items: reference(type.name) });
}

/** A page of entities or, behind a delta link, of changes: one address answers both (Protocol 4.01, 11.3.3). */
function changesSchema(type: EntityType): Json {
  const control = { '@odata.count': count, '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink };
  return payload(`A page of ${type.name}, or of its changes.`, control, { items: entityOrRemoved(type) });
}

function upsertedSchema(type: EntityType): Json {
  const items = { allOf: [entityOrRemoved(type), reference('Outcome')] };
  return payload(`What became of the items of a delta payload of ${type.name}, in their order.`, {}, { items });
}

function deltaSchema(type: EntityType): Json {
  return {
    type: 'object',
    description: `Entities of ${type.name} to be inserted, updated or, with "@removed", deleted (Protocol 4.01, 11.4.13).`,
    properties: {
      '@context': { const: '#$delta' },
      value: { type: 'array', maxItems: 1000, items: entityOrRemoved(type) },
    },
    required: ['value'],
  };
}

const error: Json = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: text('The status of the answer as a word.'),
        message: text('What was wrong, where, and what would be right.'),
        target: text('The property, query option or header that was wrong.'),
        details: { type: 'array', items: { type: 'object' }, description: 'Further findings of the same request.' },
        innerError: {
          type: 'object',
          properties: {
            code: text('The code Microsoft Graph uses for it.'),
            date: text('When it happened, in UTC.'),
            'request-id': text('What the operator of the service finds the request by.'),
            'client-request-id': text("The caller's own id of the request."),
          },
        },
      },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
};

const batchItem = {
  id: text('Unique in the batch.'),
  headers: { type: 'object', additionalProperties: { type: 'string' } },
};

const removed: Json = {
  type: 'object',
  description: 'An entity that is to be deleted, was deleted or left the result (JSON Format 4.01, 15.3).',
  properties: {
    '@removed': {
      type: 'object',
      properties: { reason: { enum: ['deleted', 'changed'] } },
    },
    id: text('The key.'),
  },
  required: ['@removed'],
};

const outcome: Json = {
  type: 'object',
  properties: {
    '@reports.outcome': {
      enum: ['created', 'updated', 'unchanged', 'deleted'],
      description: 'What became of an item that did not fail.',
    },
    '@Core.DataModificationException': {
      type: 'object',
      description: 'Why an item failed.',
      properties: {
        failedOperation: { enum: ['insert', 'update', 'delete', 'upsert', 'unlink'] },
        responseCode: { type: 'integer', description: 'The status a request of its own would have got.' },
        info: {
          type: 'object',
          properties: {
            code: text('The code Microsoft Graph uses for it.'),
            message: text('What was wrong, where, and what would be right.'),
            severity: { const: 'error' },
            target: text('The property that was wrong.'),
          },
          required: ['code', 'message'],
        },
      },
      required: ['failedOperation', 'responseCode', 'info'],
    },
  },
};

/** Schemas that do not depend on the model. */
const fixed: Json = {
  Error: error,
  Removed: removed,
  Outcome: outcome,
  ServiceDocument: {
    type: 'object',
    properties: {
      '@odata.context': text('The context URL.'),
      value: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: text('Name.'),
            kind: text('EntitySet or Singleton.'),
            url: text('Relative to the context.'),
          },
          required: ['name', 'url'],
        },
      },
    },
    required: ['value'],
  },
  Property: {
    type: 'object',
    properties: { '@odata.context': text('The context URL.'), value: {} },
    required: ['value'],
  },
  Reference: { type: 'object', properties: { '@odata.id': text('The canonical URL of the entity.') } },
  Resource: { type: 'object', properties: { '@odata.context': text('The context URL.') }, additionalProperties: true },
  BatchRequest: {
    type: 'object',
    properties: {
      requests: {
        type: 'array',
        maxItems: 100,
        items: {
          type: 'object',
          properties: {
            ...batchItem,
            method: { enum: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
            url: text('Relative to the service root.'),
            body: {},
            dependsOn: { type: 'array', items: { type: 'string' } },
            atomicityGroup: text('Requests of one group are carried out all or nothing.'),
            if: text('A condition on the results of earlier requests.'),
          },
          required: ['id', 'method', 'url'],
        },
      },
    },
    required: ['requests'],
  },
  BatchResponse: {
    type: 'object',
    properties: {
      responses: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            ...batchItem,
            atomicityGroup: text('As in the request.'),
            status: { type: 'integer' },
            body: {},
          },
          required: ['id', 'status'],
        },
      },
    },
    required: ['responses'],
  },
};

/** The schemas of the document by name (JSON Schema 2020-12): per entity type the entity, its pages and its deltas. */
export function openApiSchemas(model: readonly EntityType[]): Json {
  const ofTypes = model.flatMap((type) => [
    [type.name, entitySchema(type)] as const,
    [`${type.name}.Collection`, collectionSchema(type)] as const,
    [`${type.name}.Changes`, changesSchema(type)] as const,
    [`${type.name}.Upserted`, upsertedSchema(type)] as const,
    [`${type.name}.Delta`, deltaSchema(type)] as const,
  ]);
  return { ...Object.fromEntries(ofTypes), ...fixed };
}
