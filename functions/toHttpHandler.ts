import type { ReadableStream } from 'node:stream/web';
import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import type { ServiceRequest } from '../shared/service/call.ts';
import type { ServiceResponse } from '../shared/represent/response.ts';
import { proxyResponse } from './proxyResponse.ts';
import { requestBody } from './requestBody.ts';
import { streamBody } from './streamBody.ts';

function toHttpResponse({ status, headers, body }: ServiceResponse, invocationId: string): HttpResponseInit {
  if (body === undefined) return { status, headers };
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    return { status, headers, body: streamBody(body, proxyResponse(invocationId)) };
  }
  return { status, headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }, body };
}

/**
 * An HTTP trigger's handler over a function of the service. It never throws and never returns undefined: under HTTP
 * streaming the platform would leave the caller without an answer (Azure/azure-functions-nodejs-library#324).
 */
export function toHttpHandler(
  answer: (request: ServiceRequest) => Promise<ServiceResponse> | ServiceResponse,
): HttpHandler {
  return async (request, context): Promise<HttpResponseInit> => {
    const { method, url, headers } = request;
    const body = requestBody(request.body as ReadableStream<Uint8Array> | null);
    try {
      return toHttpResponse(await answer({ method, url, headers, body: body.pieces }), context.invocationId);
    } catch (error) {
      context.error('The request failed outside the service', error);
      return { status: 500 };
    } finally {
      void body.discardRest();
    }
  };
}
