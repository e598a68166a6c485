import type { OpenApiOperationText } from './openApiOperations.ts';

type Json = Readonly<Record<string, unknown>>;

const header = (description: string, format?: string): Json => ({
  description,
  schema: { type: 'string', ...(format !== undefined && { format }) },
});

/** Headers of answers of success by name. */
export const openApiHeaders: Readonly<Record<string, Json>> = {
  ETag: header('The version of the entity, for If-Match and If-None-Match.'),
  Location: header('The canonical URL of the entity.', 'uri'),
  'OData-EntityId': header('The canonical URL of the entity that was inserted.', 'uri'),
  'Preference-Applied': header('The preferences that were honoured.'),
  'Retry-After': {
    description: 'Seconds to wait before what storage made fail is sent again.',
    schema: { type: 'integer' },
  },
};

/** References to the headers an answer may have (Protocol 4.01, 8.2.8.7, 8.3.3 and 8.3.4). */
export function responseHeaders(status: number, { body, answers, isConditional }: OpenApiOperationText): Json {
  const isInsertOrUpdate = body === 'entity';
  const isBulk = body === 'delta';
  const isPaged = answers[200] === 'collection';
  const names = [
    ...(isConditional || isInsertOrUpdate ? ['ETag'] : []),
    ...(isInsertOrUpdate && (status === 201 || status === 204) ? ['Location', 'OData-EntityId'] : []),
    ...(isInsertOrUpdate || isBulk || isPaged ? ['Preference-Applied'] : []),
    ...(isBulk && status === 200 ? ['Retry-After'] : []),
  ];
  if (names.length === 0) return {};
  return { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) };
}
