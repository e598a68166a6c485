type Json = Readonly<Record<string, unknown>>;

const page = (id: string, summary: string, description: string, statuses: Json): Json => ({
  get: {
    operationId: id,
    summary,
    description,
    tags: ['pages'],
    security: [],
    responses: {
      ...statuses,
      431: { description: 'The headers are too long.' },
    },
  },
});

const answer = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Resource' } } },
});

const markup = (description: string): Json => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});

/** What the service answers outside OData. */
export const openApiPages: Json = {
  '/': page('dashboard', 'Look at the reports', 'A page that shows them to whoever signs in.', {
    200: markup('The page.'),
  }),
  '/docs': page('docs', 'Try the API', 'A page made from this document.', { 200: markup('The page.') }),
  '/health': page('health', 'Ask whether the service works', 'Storage and signing keys are reached for.', {
    200: answer('All is well.'),
    503: answer('Something cannot be reached; the body says what.'),
  }),
  '/.well-known/oauth-protected-resource': page(
    'protectedResource',
    'Read where to get tokens',
    'OAuth 2.0 Protected Resource Metadata (RFC 9728).',
    { 200: answer('The document.') },
  ),
  '/openapi.json': page('openApi', 'Read this document', 'OpenAPI 3.1.', { 200: answer('The document.') }),
};
