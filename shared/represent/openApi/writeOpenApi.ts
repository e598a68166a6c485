import { allowedOptions } from '../../bind/query/allowedOptions.ts';
import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { operationsFor, type Method, type OperationRow } from '../../operations/operationTable.ts';
import type { Settings } from '../../settings/settings.ts';
import { openApiAddresses, type OpenApiAddress } from './openApiAddresses.ts';
import { openApiBody, openApiContent, openApiExamples } from './openApiContent.ts';
import { errorResponses, openApiErrors } from './openApiErrors.ts';
import { openApiHeaders, responseHeaders } from './openApiHeaders.ts';
import { openApiOperations, type OpenApiOperationText } from './openApiOperations.ts';
import { openApiPages } from './openApiPages.ts';
import { openApiParameters, parameter, queryParameters } from './openApiParameters.ts';
import { openApiSchemas } from './openApiSchemas.ts';
import { openApiWords } from './openApiWords.ts';
import { securityRequirements, securitySchemes } from './openApiSecurity.ts';
import { usedComponents } from './usedComponents.ts';

type Json = Readonly<Record<string, unknown>>;
type OpenApiSettings = Pick<Settings, 'auth' | 'publicUrl'>;

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `listOffice365ActiveUserCounts`; calls of one function differ by what they are called with. */
function operationId({ path, type }: OpenApiAddress, { id }: OpenApiOperationText): string {
  const names = [...path.matchAll(/[(,](\w+)=/g)].map(([, name = '']) => capitalised(name));
  const by = names.length === 0 ? '' : `By${names.join('And')}`;
  return id.replace('%', capitalised(type?.name ?? '')) + by;
}

function tagOf({ resource, type }: OpenApiAddress): string {
  if (resource.kind === 'singleton' || resource.kind === 'reportFunction') return singleton.name;
  return type?.name ?? 'service';
}

function parametersOf(address: OpenApiAddress, method: Method, text: OpenApiOperationText): readonly Json[] {
  const { resource, parameters } = address;
  const isWrite = text.body !== undefined && text.body !== 'batch';
  return [
    ...parameters,
    ...(method === 'GET' ? queryParameters(allowedOptions(resource)) : []),
    ...(text.isConditional ? [parameter('ifMatch'), parameter('ifNoneMatch')] : []),
    ...(isWrite
      ? [parameter(text.body === 'delta' ? 'preferEach' : method === 'PATCH' ? 'preferNewer' : 'prefer')]
      : []),
    ...(text.body === 'entity' ? queryParameters(['format']) : []),
    ...(text.body === 'delta' ? queryParameters(['select', 'format']) : []),
    ...(resource.kind === 'entitySet' && method === 'GET' ? [parameter('trackChanges')] : []),
  ];
}

const successes: Readonly<Record<number, string>> = {
  200: 'Success.',
  201: 'The entity was inserted.',
  204: 'Success, and nothing to return.',
  304: 'Nothing changed since the version named by If-None-Match.',
};

function responsesOf({ type }: OpenApiAddress, row: OperationRow, text: OpenApiOperationText, method: Method): Json {
  const answers = Object.entries(text.answers).map(([status, content]) => {
    const headers = responseHeaders(Number(status), text);
    const body = content === null ? {} : { content: openApiContent(content, row.formats, type) };
    return [status, { description: successes[Number(status)], ...headers, ...body }] as const;
  });
  return { ...Object.fromEntries(answers), ...errorResponses(method, row.access, text) };
}

function operation(
  address: OpenApiAddress,
  method: Method,
  row: OperationRow,
  text: OpenApiOperationText,
  { auth }: OpenApiSettings,
): Json {
  return {
    operationId: operationId(address, text),
    summary: text.summary.replace('%', address.type?.name ?? ''),
    description: text.description,
    tags: [tagOf(address)],
    security: securityRequirements(auth, row.access, address.type?.shape === 'detail'),
    parameters: parametersOf(address, method, text),
    ...(text.body && { requestBody: openApiBody(text.body, address.type) }),
    responses: responsesOf(address, row, text, method),
  };
}

function paths(model: readonly EntityType[], settings: OpenApiSettings): Json {
  const items: Record<string, Json> = {};
  for (const address of openApiAddresses(model)) {
    const texts = openApiOperations[address.resource.kind] ?? {};
    const rows = Object.entries(operationsFor(address.resource)) as [Method, OperationRow][];
    const described = rows.flatMap(([method, row]) => {
      const text = texts[method];
      return text === undefined
        ? []
        : [[method.toLowerCase(), operation(address, method, row, text, settings)] as const];
    });
    if (described.length > 0) items[`/v1.0${address.path}`] = Object.fromEntries(described);
  }
  return { ...items, ...openApiPages };
}

const information = {
  title: 'Usage reports',
  version: '1.0',
  summary: 'Microsoft 365 usage reports, kept by your organisation.',
  description:
    'An OData 4.01 service: what the metadata document says goes beyond what is described here. Int64 values are JSON numbers; ' +
    'a client that cannot hold them all asks for strings with `Accept: application/json;IEEE754Compatible=true`.',
  license: { name: 'MIT', identifier: 'MIT' },
};

/**
 * The OpenAPI 3.1 document as JSON text: of the operations the table of operations has, those that are called every day, one
 * by one, and the others in words.
 * Depends on the model and the settings alone, so it is written once per process.
 */
export function writeOpenApi(model: readonly EntityType[], settings: OpenApiSettings): string {
  const { auth, publicUrl } = settings;
  const examples = model.map((type) => openApiExamples(type, `${publicUrl}/v1.0/`));
  const tags = [
    ...model.map(({ name, description }) => ({ name, description })),
    { name: singleton.name, description: 'The reports and their functions as in Microsoft Graph.' },
    { name: 'service', description: 'The service as a whole.' },
    { name: 'pages', description: 'What is not OData.' },
  ];
  const document = {
    openapi: '3.1.0',
    info: {
      ...information,
      description: `${information.description}\n\n${openApiWords(model)}`,
      contact: { name: 'The operator of this service', url: publicUrl },
    },
    servers: [{ url: publicUrl, description: 'This service.' }],
    tags,
    paths: paths(model, settings),
  };
  const components = {
    securitySchemes: securitySchemes(auth),
    schemas: openApiSchemas(model),
    parameters: openApiParameters(),
    headers: openApiHeaders,
    responses: openApiErrors(),
    examples: Object.assign({}, ...examples) as Json,
  };
  return JSON.stringify({ ...document, components: usedComponents(document.paths, components) });
}
