import type { EntityType } from '../../edm/entityType.ts';
import type { FormatName } from '../../headers/negotiateFormat.ts';
import { exampleId, exampleProperties } from './exampleProperties.ts';
import type { OpenApiBody, OpenApiContent } from './openApiOperations.ts';

type Json = Readonly<Record<string, unknown>>;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const examples = (type: EntityType, suffix = ''): Json => ({
  examples: { documented: { $ref: `#/components/examples/${type.name}${suffix}` } },
});
const json = (content: Json): Json => ({ 'application/json': content });
const string = { schema: { type: 'string' } };

const mediaTypes: Readonly<Record<FormatName, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  text: 'text/plain',
  multipart: 'multipart/mixed',
};

/** The form of an answer in JSON; for text, of the text. */
const contents: Readonly<Record<OpenApiContent, (type: EntityType) => Json>> = {
  entity: (type) => ({ schema: reference(type.name), ...examples(type, '.Read') }),
  collection: (type) => ({ schema: reference(`${type.name}Collection`) }),
  upserted: (type) => ({ schema: reference(`${type.name}Upserted`) }),
  resource: () => ({ schema: reference('Resource') }),
  serviceDocument: () => ({ schema: reference('ServiceDocument') }),
  metadata: () => ({ schema: { type: 'object' } }),
  batch: () => ({ schema: reference('BatchResponse') }),
};

const bodies: Readonly<Record<OpenApiBody, (type: EntityType) => Json>> = {
  entity: (type) => json({ schema: reference(type.name), ...examples(type) }),
  delta: (type) => json({ schema: reference(`${type.name}Delta`), ...examples(type, '.Delta') }),
  batch: () => ({ ...json({ schema: reference('BatchRequest') }), 'multipart/mixed': string }),
};

/** Stands in where an address belongs to no entity type; nothing of what is written there looks at it. */
const none: EntityType = { name: '', description: '', properties: {}, naturalKey: [], indexes: [] };

/**
 * The content of an answer in each format the operation offers (OpenAPI 3.1, 4.8.14); JSON first, because generators take the
 * type of an answer from the first.
 */
export function openApiContent(content: OpenApiContent, formats: readonly FormatName[], type = none): Json {
  const inJson = contents[content](type);
  const jsonFirst = formats.toSorted((a, b) => Number(b === 'json') - Number(a === 'json'));
  const entries = jsonFirst.map((format) => {
    const isText = format === 'xml' || format === 'csv' || format === 'multipart';
    return [mediaTypes[format], isText ? string : inJson] as const;
  });
  return Object.fromEntries(entries);
}

/** The body of a request (OpenAPI 3.1, 4.8.13). */
export function openApiBody(body: OpenApiBody, type = none): Json {
  return { required: true, content: bodies[body](type) };
}

/** The key of an entity that is deleted. */
const removedId = '00000000-0000-4000-8000-000000000000';

/** The examples of an entity type: the bodies that are sent, and the entity as it is read. */
export function openApiExamples(type: EntityType, serviceRoot: string): Json {
  const properties = exampleProperties(type);
  const body = { '@odata.type': `#microsoft.graph.${type.name}`, ...properties };
  const value = {
    '@odata.context': `${serviceRoot}$metadata#${type.name}/$entity`,
    '@odata.etag': 'W/"b2uGmYkqQ0"',
    id: exampleId,
    ...properties,
  };
  const removed = { '@removed': { reason: 'deleted' }, id: removedId };
  const delta = { '@context': '#$delta', value: [{ id: exampleId, ...properties }, removed] };
  return {
    [type.name]: { summary: `A body of ${type.name}.`, value: body },
    [`${type.name}.Read`]: { summary: `One of ${type.name} as it is read.`, value },
    [`${type.name}.Delta`]: { summary: `One of ${type.name} to be stored and one to be deleted.`, value: delta },
  };
}
