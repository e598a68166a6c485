import { errorTable } from '../../errors/errorTable.ts';
import { statusText } from '../../errors/statusText.ts';
import type { Method, OperationRow } from '../../operations/operationTable.ts';
import type { OpenApiOperationText } from './openApiOperations.ts';

type Json = Readonly<Record<string, unknown>>;

const statuses = [...new Set(Object.values(errorTable).map(({ status }) => status))].sort((a, b) => a - b);

const always = [400, 406, 429, 500, 501, 503, 504];

/** References to the errors an operation may answer; `text` tells what it takes. */
export function errorResponses(method: Method, access: OperationRow['access'], text: OpenApiOperationText): Json {
  const possible = [
    ...always,
    ...(access === 'anonymous' ? [] : [401, 403, 404]),
    ...(text.body === undefined ? [] : [413, 415]),
    ...(text.isConditional ? [412] : []),
    ...(text.body === 'entity' && method !== 'PUT' ? [409] : []),
    ...(text.body === 'delta' ? [409, 412] : []),
  ];
  const sorted = possible.sort((a, b) => a - b);
  return Object.fromEntries(
    sorted.map((status) => [String(status), { $ref: `#/components/responses/${statusText(status)}` }]),
  );
}

/** Headers an error has besides those of every answer. */
const headers: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { description: 'Where to get a token (RFC 6750).', schema: { type: 'string' } } },
  410: { Location: { description: 'Where to start again.', schema: { type: 'string', format: 'uri' } } },
  429: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
  503: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
};

/** The error answers of the document, one per status, named as the outer error code is. */
export function openApiErrors(): Json {
  const rows = statuses.map((status) => {
    const codes = Object.entries(errorTable).flatMap(([code, row]) => (row.status === status ? [`\`${code}\``] : []));
    const response = {
      description: `${status} ${statusText(status)}. Inner codes: ${codes.join(', ')}.`,
      ...(headers[status] && { headers: headers[status] }),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    };
    return [statusText(status), response] as const;
  });
  return Object.fromEntries(rows);
}
