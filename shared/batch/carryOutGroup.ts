import { ODataError } from '../errors/odataError.ts';
import { entityPath } from '../represent/json/entityPath.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { BatchItem, BatchUnit } from './contract/batch.ts';
import { failedDependency } from './contract/answers.ts';
import { GroupStore } from './groupStore.ts';
import { itemHeaders } from './contract/itemHeaders.ts';
import type { InnerRequest, InnerService } from './contract/innerService.ts';

/** Makes a request ready, or says why it is not to be carried out; `own` has the URLs of the group's earlier requests. */
export type Prepare = (item: BatchItem, own: ReadonlyMap<string, string>) => Promise<InnerRequest | Error>;

/** The answer to a request of a group, and the URL it was sent to. */
export interface GroupAnswer {
  readonly response: ServiceResponse;
  readonly url: string | undefined;
}

function notAChange(): ODataError {
  return new ODataError('invalidRequest', 'An atomic group holds changes only; send what reads outside of it.', {
    target: 'method',
  });
}

const nameOf = ({ items }: BatchUnit, position: number): string => {
  const id = items[position]?.id;
  return id === undefined ? `number ${position + 1}` : `'${id}'`;
};

/**
 * Carries out an atomicity group or change set as one transaction of storage. Its requests go through the service in their
 * order, each up to the point where it would write; when all have got there, everything is written, and each is answered
 * as if it had come alone. When one fails before or at that point nothing is written: it has its own error and the others
 * are 424 (JSON Format 4.01, 19.5), or all have the reason why the whole could not be written.
 */
export async function carryOutGroup(
  unit: BatchUnit,
  service: InnerService,
  prepare: Prepare,
): Promise<readonly GroupAnswer[]> {
  const store = new GroupStore(service.store);
  const own = new Map<string, string>();
  const running: { readonly response: Promise<ServiceResponse>; readonly url: string | undefined }[] = [];
  const others = (failed: number): ODataError =>
    failedDependency(
      `request ${nameOf(unit, failed)} of its atomic group failed, and nothing of the group was written`,
    );
  let failed: number | undefined;
  for (const [position, item] of unit.items.entries()) {
    if (failed !== undefined) {
      running.push({ response: service.refuse(others(failed), itemHeaders(item)), url: undefined });
      continue;
    }
    const request = await prepare(item, own);
    if (request instanceof Error || request.method === 'GET') {
      running.push({
        response: service.refuse(request instanceof Error ? request : notAChange(), itemHeaders(item)),
        url: undefined,
      });
      failed = position;
      continue;
    }
    const member = store.member(position);
    const response = service.handle(request, member.store);
    const first = await Promise.race([member.registered, response]);
    if ('status' in first) {
      running.push({
        response: first.status < 400 ? service.refuse(notAChange(), itemHeaders(item)) : response,
        url: undefined,
      });
      failed = position;
      continue;
    }
    running.push({ response, url: request.url });
    const [key, ...more] = first;
    if (item.id === undefined || store.type === undefined || key === undefined || more.length > 0) continue;
    own.set(item.id.toLowerCase(), `/v1.0/${entityPath(store.type, key)}`);
  }
  if (failed === undefined) await store.commit(service.newScope(), others);
  else store.abandon(others(failed));
  return await Promise.all(running.map(async ({ response, url }) => ({ response: await response, url })));
}
