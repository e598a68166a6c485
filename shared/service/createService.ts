import { Meter } from '../expression/cost/meter.ts';
import type { ServiceResponse } from '../represent/response.ts';
import { answer } from './answer.ts';
import { batchRunner } from './batchRunner.ts';
import { beginCall, type ServiceRequest } from './message/call.ts';
import { CsvAnswers } from './message/csvAnswers.ts';
import { isAnonymousPath } from './message/isAnonymousPath.ts';
import { inFlight, limitInFlight, mostAnonymous, type InFlight } from './message/limitInFlight.ts';
import { requestTarget } from './message/requestTarget.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

/** Answers a request; never throws. */
export type Handle = (request: ServiceRequest) => Promise<ServiceResponse>;

/** True for what is answered to anybody. */
function isAnonymous({ url }: ServiceRequest): boolean {
  const target = requestTarget(url);
  return target !== undefined && isAnonymousPath(target.path);
}

/** The service below `/v1.0`; `anonymous` is the limit it shares with whatever else is answered to anybody. */
export function createService(given: ServiceParts, anonymous: InFlight = inFlight(mostAnonymous)): Handle {
  const parts = { ...given, csvAnswers: new CsvAnswers() };
  const serve: Handle = async (request) => {
    const call = beginCall(request, parts.startClock?.(), new Meter(parts.turns));
    return await settle(call, parts, async () => await answer(call, parts, batchRunner(call, parts)));
  };
  const forAnybody = limitInFlight(serve, parts, anonymous);
  const forCallers = limitInFlight(serve, parts, inFlight());
  return async (request) => await (isAnonymous(request) ? forAnybody : forCallers)(request);
}
