import { maxKeyLength } from '../../edm/entityKey.ts';
import type { EntityType, Property } from '../../edm/entityType.ts';
import { namespace } from '../../edm/namespace.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (description: string): Json => ({ type: 'string', description });

/** A property as JSON, with what people call it and what a number measures: null is allowed, but a collection is never null and holds none (CSDL 4.01, 7.2.1). */
function propertySchema({ type, collection, maxLength, label, description, measure, unit }: Property): Json {
  const schema = primitiveTypes[type].publishedSchema(maxLength === undefined ? {} : { maxLength });
  const words = {
    ...(label !== undefined && { title: label }),
    description,
    ...(measure && { 'x-measure': measure, 'x-unit': unit ?? 'count' }),
  };
  if (collection) return { type: 'array', items: schema, ...words };
  return { ...schema, type: [schema['type'], 'null'], ...words };
}

/** An entity in a request or an answer; annotations, whose names hold an at sign, may stand anywhere in it. */
function entitySchema(type: EntityType): Json {
  const properties = Object.entries(type.properties).map(
    ([name, property]) => [name, propertySchema(property)] as const,
  );
  return {
    type: 'object',
    ...(type.title !== undefined && { title: type.title }),
    description: type.description,
    properties: {
      '@odata.context': { ...text('The context URL.'), readOnly: true },
      '@odata.type': { type: 'string', const: `#${namespace}.${type.name}` },
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

const count: Json = { type: 'integer', format: 'int64', description: 'The number of all results, if asked for.' };
const nextLink = text('Where the next page is; absent on the last one.');
const deltaLink = text('Where the changes from now on are, if asked for; on the last page.');

function payload(description: string, control: Json, value: Json): Json {
  const properties = { '@odata.context': text('The context URL.'), ...control, value: { type: 'array', ...value } };
  return { type: 'object', description, properties, required: ['value'] };
}

function collectionSchema(type: EntityType): Json {
  const control = { '@odata.count': count, '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink };
  return payload(`A page of ${type.name}.`, control, { items: reference(type.name) });
}

/** An entity with what else its items of a delta payload say; annotations are allowed in an entity anyway. */
const itemsWith = (type: EntityType, ...further: readonly string[]): Json => ({
  items: { allOf: [type.name, ...further].map(reference) },
});

function upsertedSchema(type: EntityType): Json {
  const words = `What became of the items of a delta payload of ${type.name}, in their order.`;
  return payload(words, {}, itemsWith(type, 'Removal', 'Outcome'));
}

/** `@context` is what tells a delta payload from a mistake; it is required in either of its spellings. */
function deltaSchema(type: EntityType): Json {
  const context = { type: 'string', const: '#$delta' };
  return {
    type: 'object',
    description: `Entities of ${type.name} to be inserted, updated or, with "@removed", deleted (Protocol 4.01, 11.4.13).`,
    properties: {
      '@context': { ...context, description: 'Says that this is a delta payload.' },
      '@odata.context': { ...context, description: 'The same in the spelling of 4.0, which is understood as well.' },
      value: { type: 'array', maxItems: 1000, ...itemsWith(type, 'Removal') },
    },
    required: ['@context', 'value'],
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
          description: 'As Microsoft Graph has it; absent when the request names OData-Version or OData-MaxVersion.',
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

/** What makes an item the deletion of the entity with its key (JSON Format 4.01, 15.3). */
const removal: Json = {
  type: 'object',
  properties: {
    '@removed': {
      type: 'object',
      description: 'The entity is to be deleted, or was.',
      properties: { reason: { type: 'string', enum: ['deleted', 'changed'] } },
    },
  },
};

const outcome: Json = {
  type: 'object',
  properties: {
    '@reports.outcome': {
      type: 'string',
      enum: ['created', 'updated', 'unchanged', 'older', 'expired', 'forgotten', 'deleted'],
      description:
        'What became of an item that did not fail; `older` when under `keep-newer` what is stored was kept, `expired` when rows as old are not kept, `forgotten` when it names a person who is.',
    },
    '@Core.DataModificationException': {
      type: 'object',
      description: 'Why an item failed.',
      properties: {
        failedOperation: { type: 'string', enum: ['insert', 'update', 'delete', 'upsert', 'unlink'] },
        responseCode: { type: 'integer', description: 'The status a request of its own would have got.' },
        info: {
          type: 'object',
          properties: {
            code: text('The code Microsoft Graph uses for it.'),
            message: text('What was wrong, where, and what would be right.'),
            severity: { type: 'string', const: 'error' },
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
  Removal: removal,
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
            method: { type: 'string', enum: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
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
    [`${type.name}Collection`, collectionSchema(type)] as const,
    [`${type.name}Upserted`, upsertedSchema(type)] as const,
    [`${type.name}Delta`, deltaSchema(type)] as const,
  ]);
  return { ...Object.fromEntries(ofTypes), ...fixed };
}
