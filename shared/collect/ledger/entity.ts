import { CollectFailure } from '../collectFailure.ts';
import { reasonIn } from '../../errors/reasonIn.ts';
import { isTransientStatus } from '../retryAfter.ts';
import { askPatiently } from './askPatiently.ts';
import type { AskedAnswer, AskedRequest, AskService } from './askService.ts';

const accept = { Accept: 'application/json' };
const json = { ...accept, 'Content-Type': 'application/json' };

function refused({ path }: AskedRequest, { status, body }: AskedAnswer): CollectFailure {
  const isTransient = isTransientStatus(status);
  return new CollectFailure(`${path} answered ${status}: ${reasonIn(body)}`, { isTransient });
}

/** The path of an entity, whose id is one that needs no escaping but that of its quotes. */
const pathOf = (set: string, id: string): string => `${set}('${encodeURIComponent(id.replaceAll("'", "''"))}')`;

/** An entity as the service answers it, and its entity tag. */
export interface Found<T> {
  readonly entity: T;
  readonly entityTag: string;
}

/** Reads an entity; undefined when there is none. */
export async function readEntity<T>(ask: AskService, set: string, id: string): Promise<Found<T> | undefined> {
  const request: AskedRequest = { method: 'GET', path: pathOf(set, id), headers: accept };
  const answer = await askPatiently(ask, request);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw refused(request, answer);
  return { entity: JSON.parse(answer.body) as T, entityTag: answer.entityTag ?? '*' };
}

/**
 * Reads all entities that a query leaves, page by page.
 *
 * @param isExact Int64 comes as text, so that no digit of it is lost
 */
export async function readEntitySet<T>(
  ask: AskService,
  set: string,
  query: string,
  { isExact = false } = {},
): Promise<readonly T[]> {
  const found: T[] = [];
  const headers = isExact ? { Accept: `${accept.Accept};IEEE754Compatible=true` } : accept;
  for (let path: string | undefined = `${set}?${query}`; path !== undefined;) {
    const request: AskedRequest = { method: 'GET', path, headers };
    const answer = await askPatiently(ask, request);
    if (answer.status !== 200) throw refused(request, answer);
    const page = JSON.parse(answer.body) as { readonly value: readonly T[]; readonly '@odata.nextLink'?: string };
    found.push(...page.value);
    path = page['@odata.nextLink']?.replace(/^.*?\/v1\.0\//, '');
  }
  return found;
}

/**
 * Sets properties of an entity, which is made if it is not there.
 *
 * @param condition `If-Match` or `If-None-Match`
 * @returns false when the condition does not hold; undefined when it does not because, perhaps, the change was made by a try
 *   whose answer says nothing of it
 */
export async function patchEntity(
  ask: AskService,
  set: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
  condition: Readonly<Record<string, string>> = {},
): Promise<boolean | undefined> {
  const request: AskedRequest = {
    method: 'PATCH',
    path: pathOf(set, id),
    headers: { ...json, Prefer: 'return=minimal', ...condition },
    body: JSON.stringify(values),
  };
  let tries = 1;
  const answer = await askPatiently(ask, request, () => (tries += 1));
  if (answer.status === 412) return tries > 1 ? undefined : false;
  if (answer.status >= 200 && answer.status < 300) return true;
  throw refused(request, answer);
}
