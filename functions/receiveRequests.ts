import http, { type Server, type ServerOptions } from 'node:http';
import {
  getProgrammingModel,
  setProgrammingModel,
  type CoreInvocationContext,
  type InvocationModel,
  type ProgrammingModel,
} from '@azure/functions-core';
import { arrivals } from './arrivals.ts';

/**
 * How the server behind the host reads requests. The host's own server has parsed and bounded them already (32 KiB of
 * headers), so all that it lets through is read, and answered by the service: an answer that Node.js gives by itself
 * belongs to no invocation, and the host would wait for one and then restart this process.
 */
const options: ServerOptions = {
  maxHeaderSize: 65_536,
  insecureHTTPParser: true,
  joinDuplicateHeaders: true,
  // Longer than the host keeps an idle connection (60 s), so that none ends just as a request takes it up.
  keepAliveTimeout: 120_000,
};

/** Starts the library's server for streamed requests, made with our options, and takes over what comes to it. */
async function openServer(library: ProgrammingModel, known: Record<string, string>): Promise<Record<string, string>> {
  const original = http.createServer;
  let server: Server | undefined;
  Reflect.set(http, 'createServer', () => (server = original(options)));
  const starting = library.getCapabilities(known);
  // The library has made its server by now; nobody else's is touched.
  Reflect.set(http, 'createServer', original);
  const capabilities = await starting;
  if (server === undefined) throw new Error('@azure/functions has opened no server for streamed requests.');
  server.removeAllListeners('request').on('request', arrivals.receive).on('checkExpectation', arrivals.receive);
  return capabilities;
}

function isHttp({ metadata }: CoreInvocationContext): boolean {
  return Object.values(metadata.bindings ?? {}).some(({ type }) => type?.toLowerCase() === 'httptrigger');
}

/**
 * An invocation whose request is the one that has come over HTTP, and nothing else: the host mixes what it says of a request
 * with the caller's query and body (`?Headers=...` would stand for all headers). The function takes and answers it itself.
 */
function httpInvocation(library: ProgrammingModel, context: CoreInvocationContext): InvocationModel {
  const request = { ...context.request, inputData: [], triggerMetadata: {} };
  const model = library.getInvocationModel({
    invocationId: context.invocationId,
    metadata: context.metadata,
    request,
    get state() {
      return context.state;
    },
    log: (level, category, message) => context.log(level, category, message),
  });
  return {
    async getArguments() {
      await arrivals.wait(context.invocationId);
      const { context: given } = await model.getArguments();
      return { context: given, inputs: [undefined] };
    },
    invokeFunction: async (given, inputs, callback) => await model.invokeFunction(given, inputs, callback),
    getResponse: () => Promise.resolve({ invocationId: context.invocationId, outputData: [] }),
  };
}

/**
 * Puts our own way of receiving requests in the place of the library's, which takes their headers from what the host says of
 * them, waits for ever for one that does not come, and leaves one without an answer whose function fails
 * (Azure/azure-functions-nodejs-library#324). To be called when the functions are registered.
 */
export function receiveRequests(): void {
  const library = getProgrammingModel();
  setProgrammingModel({
    name: library.name,
    version: library.version,
    getCapabilities: async (known) => await openServer(library, known),
    getInvocationModel: (context) =>
      isHttp(context) ? httpInvocation(library, context) : library.getInvocationModel(context),
  });
}
