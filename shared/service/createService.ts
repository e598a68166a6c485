import type { ServiceResponse } from '../represent/response.ts';
import { answer } from './answer.ts';
import { batchRunner } from './batchRunner.ts';
import { beginCall, type ServiceRequest } from './call.ts';
import { limitInFlight } from './limitInFlight.ts';
import type { ServiceParts } from './serviceParts.ts';
import { settle } from './settle.ts';

/** Answers a request; never throws. */
export type Handle = (request: ServiceRequest) => Promise<ServiceResponse>;

/** The service below `/v1.0`. */
export function createService(parts: ServiceParts): Handle {
  const serve: Handle = async (request) => {
    const call = beginCall(request, parts.startClock?.());
    return await settle(call, parts, async () => await answer(call, parts, batchRunner(call, parts)));
  };
  return limitInFlight(serve, parts);
}
