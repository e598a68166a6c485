import type { InnerService } from '../batch/contract/innerService.ts';
import { partHeaders } from '../batch/format/partHeaders.ts';
import { runBatch } from '../batch/runBatch.ts';
import { ODataError } from '../errors/odataError.ts';
import type { OperationContext } from '../operations/contract/operation.ts';
import { startClock as startMachineClock } from '../store/contract/clock.ts';
import { answer, scopeOf } from './answer.ts';
import { beginInnerCall, type Call, type ServiceRequest } from './message/call.ts';
import { readBody } from './message/readBody.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

/** How long a batch begins new requests, in milliseconds. */
const beginLimit = 70_000;
/** How long it may take as a whole, in milliseconds: clients give up after 100 s. */
const batchLimit = 95_000;

/** Stands for a request that is not carried out. */
const none: Omit<ServiceRequest, 'headers'> = { method: '', url: '', body: null };

const nestedBatch: OperationContext['runBatch'] = () =>
  Promise.reject(
    new ODataError('invalidRequest', 'A batch cannot hold another batch; put its requests into this one.', {
      target: 'url',
    }),
  );

/** The service for the requests of a batch: each goes the way of any other, but for the caller of the batch. */
function innerService(batch: Call, parts: ServiceParts, calls: Call[]): InnerService {
  const { startClock = startMachineClock } = parts;
  const begin = (request: ServiceRequest): Call => {
    const call = beginInnerCall(batch, request, calls.length + 1, batch.started + batchLimit, startClock());
    calls.push(call);
    return call;
  };
  return {
    bindContext: {
      model: parts.model,
      serviceRoot: `${parts.publicUrl}/v1.0/`,
      now: batch.started,
      meter: batch.meter,
    },
    store: parts.store,
    deadline: batch.started + beginLimit,
    clock: batch.clock,
    newScope: () => scopeOf(batch, startClock(), parts),
    async handle(request, store = parts.store) {
      const call = begin(request);
      return await settle(call, parts, async () => await answer(call, { ...parts, store }, nestedBatch));
    },
    async refuse(reason, headers = partHeaders([], batch.request.headers)) {
      const error = reason instanceof Error ? reason : new Error('a request was refused', { cause: reason });
      return await settle(begin({ ...none, headers }), parts, async () => await Promise.reject(error));
    },
  };
}

/** Carries out a batch for its call; what its requests use of the storage is counted as the batch's too. */
export function batchRunner(call: Call, parts: ServiceParts): OperationContext['runBatch'] {
  return async ({ format, preferences, versions }) => {
    const { headers, body } = call.request;
    const calls: Call[] = [];
    const envelope = {
      headers,
      format: format.name,
      preferences,
      version: versions.response,
      readBody: async (limit: number) => await readBody(body, headers, limit),
    };
    try {
      return await runBatch(envelope, innerService(call, parts, calls));
    } finally {
      for (const { usage } of calls) call.usage.add(usage);
    }
  };
}
