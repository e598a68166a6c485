import { ODataError } from '../errors/odataError.ts';
import { bytesOf, isFailure, tooMuch, wholeResponse, type Answered } from './contract/answered.ts';
import { Answers, failedDependency } from './contract/answers.ts';
import type { Batch, BatchItem, BatchUnit } from './contract/batch.ts';
import { asError } from './asError.ts';
import { carryOutGroup, type Prepare } from './carryOutGroup.ts';
import { checkCondition } from './checkCondition.ts';
import { hasEntityTagReference, withEntityTags } from './entityTagReferences.ts';
import { innerRequest } from './innerRequest.ts';
import type { InnerRequest, InnerService } from './contract/innerService.ts';
import { itemHeaders } from './contract/itemHeaders.ts';
import { continueUrl, readReference } from './reference.ts';
import { targetUrl } from './targetUrl.ts';
import type { ServiceResponse } from '../represent/response.ts';

/** Most reads that are carried out at the same time. */
const parallelReads = 8;

/** Most bytes of all answers of a batch together; no further request is begun when there are as many. */
const maxAnswers = 16 * 1024 * 1024;

const nothing: ReadonlyMap<string, string> = new Map();

async function makeReady(
  { request, dependsOn, condition }: BatchItem,
  own: ReadonlyMap<string, string>,
  answers: Answers,
  { bindContext }: InnerService,
): Promise<InnerRequest> {
  if (request instanceof ODataError) throw request;
  const find = (id: string) => (own.has(id.toLowerCase()) ? 'in this group' : answers.find(id));
  // A condition of its own takes the place of the success of what the request depends on.
  if (condition === undefined) answers.require(dependsOn);
  else await checkCondition(condition, find, bindContext);
  const headers = withEntityTags(request.headers, (id) => answers.entityTag(id));
  const reference = readReference(request.url);
  const base = reference && (own.get(reference.id.toLowerCase()) ?? answers.entityUrl(reference.id));
  const url = base === undefined ? request.url : continueUrl(base, reference?.rest ?? '');
  return innerRequest({ ...request, headers }, targetUrl(url, bindContext.serviceRoot));
}

/** True for a read that neither waits for another request nor can be seen to run beside it. */
function isIndependent({ group, items }: BatchUnit): boolean {
  const [item] = items;
  if (group !== undefined || item === undefined || item.request instanceof ODataError) return false;
  const { method, url, headers } = item.request;
  if (method !== 'GET' || item.dependsOn.length > 0 || item.condition !== undefined) return false;
  return readReference(url) === undefined && !hasEntityTagReference(headers);
}

/** The units in their order, independent reads that follow one another put together. */
function inSteps(units: readonly BatchUnit[], together: boolean): readonly (readonly BatchUnit[])[] {
  const steps: BatchUnit[][] = [];
  for (const unit of units) {
    const last = steps.at(-1);
    const joins = together && isIndependent(unit) && last?.every(isIndependent) && last.length < parallelReads;
    if (last !== undefined && joins === true) last.push(unit);
    else steps.push([unit]);
  }
  return steps;
}

interface Progress {
  readonly service: InnerService;
  readonly answers: Answers;
  /** Bytes that answers may still have. */
  room: number;
}

type Begun = readonly { readonly response: ServiceResponse; readonly url: string | undefined }[];

/** Sends the requests of one unit to the service. */
async function begin(unit: BatchUnit, { service, answers }: Progress): Promise<Begun> {
  const prepare: Prepare = async (item, own) => await makeReady(item, own, answers, service).catch(asError);
  if (unit.group !== undefined) return await carryOutGroup(unit, service, prepare);
  const [item] = unit.items;
  const request = item && (await prepare(item, nothing));
  if (request === undefined) return [];
  if (request instanceof Error) return [{ response: await service.refuse(request, itemHeaders(item)), url: undefined }];
  return [{ response: await service.handle(request), url: request.url }];
}

/** What an answer may have of the room that is left: all it needs when the request wrote, because that is done. */
function roomFor(item: BatchItem | undefined, { room }: Progress): number {
  return item?.request instanceof Error || item?.request.method !== 'GET' ? Infinity : room;
}

/** Reads the answers of one unit to their end. */
async function finish(unit: BatchUnit, begun: Begun, progress: Progress): Promise<readonly Answered[]> {
  const { service, answers } = progress;
  const done: Answered[] = [];
  for (const [index, { response, url }] of begun.entries()) {
    const whole = await wholeResponse(response, roomFor(unit.items[index], progress)).catch(
      async (error: unknown) =>
        await wholeResponse(await service.refuse(error, itemHeaders(unit.items[index])), Infinity),
    );
    progress.room -= bytesOf(whole.body);
    const answered = { id: unit.items[index]?.id, group: unit.group, response: whole, url };
    done.push(answered);
  }
  for (const answered of done) answers.add(answered);
  return done;
}

async function refuseAll(unit: BatchUnit, reason: Error, progress: Progress): Promise<readonly Answered[]> {
  const begun = await Promise.all(
    unit.items.map(async (item) => ({
      response: await progress.service.refuse(reason, itemHeaders(item)),
      url: undefined,
    })),
  );
  return await finish(unit, begun, progress);
}

/** Why no further request of the batch is begun; undefined while there is no reason. */
function exhausted({ room, service }: Progress): ODataError | undefined {
  if (room <= 0) return tooMuch();
  if (service.clock.now() < service.deadline) return undefined;
  return new ODataError(
    'serviceNotAvailable',
    'The requests before this one took all the time a batch has. Nothing of it was carried out; send it again.',
    { headers: { 'Retry-After': '1' } },
  );
}

/**
 * Carries out the requests of a batch in their order, reads that depend on nothing beside one another, and returns the
 * answers by unit. With `stops`, nothing is begun after the first failure: what follows has no answer in the multipart
 * format (Protocol 4.01, 11.7.7.6) and is 424 in JSON (JSON Format 4.01, 19.4).
 */
export async function carryOutBatch(
  { form, units }: Batch,
  stops: boolean,
  service: InnerService,
): Promise<readonly (readonly Answered[])[]> {
  const progress: Progress = { service, answers: new Answers(), room: maxAnswers };
  const done: (readonly Answered[])[] = [];
  let stopped = false;
  for (const step of inSteps(units, !stops)) {
    const reason = stopped
      ? failedDependency('an earlier request of the batch failed, and the batch does not continue on errors')
      : exhausted(progress);
    const begun =
      reason === undefined
        ? await Promise.all(step.map(async (unit) => await begin(unit, progress).catch(asError)))
        : undefined;
    for (const [at, unit] of step.entries()) {
      if (stopped && form === 'multipart') return done;
      const own = begun?.[at];
      done.push(
        own === undefined || own instanceof Error
          ? await refuseAll(unit, own ?? reason ?? tooMuch(), progress)
          : await finish(unit, own, progress),
      );
    }
    stopped ||= stops && done.some((answers) => answers.some(isFailure));
  }
  return done;
}
