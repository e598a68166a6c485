import {
  getProgrammingModel,
  setProgrammingModel,
  type CoreInvocationContext,
  type InvocationModel,
  type ProgrammingModel,
} from '@azure/functions-core';
import { arrivals } from './arrivals.ts';
import { openServer } from './openServer.ts';

/** Takes over what comes to the library's server for streamed requests. */
async function takeOver(library: ProgrammingModel, known: Record<string, string>): Promise<Record<string, string>> {
  const { server, capabilities } = await openServer(library, known);
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
    getCapabilities: async (known) => await takeOver(library, known),
    getInvocationModel: (context) =>
      isHttp(context) ? httpInvocation(library, context) : library.getInvocationModel(context),
  });
}
