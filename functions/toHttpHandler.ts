import { ReadableStream } from 'node:stream/web';
import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import type { ServiceResponse } from '../shared/represent/response.ts';

/** Encodes pieces of text as they come, so that nothing is held back. */
async function* encode(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

function toHttpResponse({ status, headers, body }: ServiceResponse): HttpResponseInit {
  if (body === undefined) return { status, headers };
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  return { status, headers, body: isWhole ? body : ReadableStream.from(encode(body)) };
}

/**
 * An HTTP trigger's handler over a function of the service. It never throws and never returns undefined: under HTTP
 * streaming the platform would leave the caller without an answer (Azure/azure-functions-nodejs-library#324).
 */
export function toHttpHandler(
  answer: (request: HttpRequest) => Promise<ServiceResponse> | ServiceResponse,
): HttpHandler {
  return async (request, context): Promise<HttpResponseInit> => {
    try {
      return toHttpResponse(await answer(request));
    } catch (error) {
      context.error('The request failed outside the service', error);
      return { status: 500 };
    }
  };
}
