import type { ServerResponse } from 'node:http';
import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import type { ServiceRequest } from '../shared/service/message/call.ts';
import type { ServiceResponse } from '../shared/represent/response.ts';
import { arrivals } from './arrivals.ts';
import { readRequest } from './readRequest.ts';
import { sendResponse } from './sendResponse.ts';

/** An answer that has not begun becomes a bare 500; one that cannot be finished must not look as if it were whole. */
function breakOff(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = 500;
  response.end();
}

/** Fulfilled when an answer was sent, as far as the system takes it, or its connection is gone. */
function ended(response: ServerResponse): Promise<void> {
  if (response.closed || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', resolve));
}

/**
 * An HTTP trigger's handler over a function of the service: takes the request that came over HTTP, and answers it whatever
 * fails below. It never throws and never returns undefined: the platform would leave the caller without an answer
 * (Azure/azure-functions-nodejs-library#324).
 */
export function toHttpHandler(
  answer: (request: ServiceRequest) => Promise<ServiceResponse> | ServiceResponse,
): HttpHandler {
  return async (_request: unknown, context): Promise<HttpResponseInit> => {
    const arrival = arrivals.take(context.invocationId);
    if (arrival === undefined) return {};
    const { request, response } = arrival;
    try {
      await sendResponse(response, await answer({ ...readRequest(request), ended: ended(response) }));
    } catch (error) {
      breakOff(response);
      context.error('The request failed outside the service', error);
    } finally {
      // The host sends the next request over the same connection, where it would wait behind the rest of a body for ever.
      request.removeAllListeners('readable').resume();
    }
    return { status: response.statusCode };
  };
}
