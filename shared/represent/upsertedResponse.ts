import type { EntityType } from '../edm/entityType.ts';
import type { ItemOutcome } from '../operations/contract/itemOutcome.ts';
import type { Result, UpsertedItem } from '../operations/contract/result.ts';
import { jsonObject } from './json/controlMember.ts';
import { deltaContext } from './json/deltaContext.ts';
import { removedMembers } from './json/removedMembers.ts';
import { outcomeMember } from './json/outcomeMember.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { rowWriter, selectList, type RowWriter } from './json/rowWriter.ts';
import { writeItems } from './json/writeItems.ts';

type Failure = Extract<ItemOutcome, { readonly kind: 'failed' }>;

/** The annotation Core.DataModificationException (Core vocabulary). */
function exceptionMember({ error, operation }: Failure): string {
  const { innerCode: code, message, target, status } = error;
  const info = { code, message, severity: 'error', ...(target !== undefined && { target }) };
  return `"@Core.DataModificationException":${JSON.stringify({ failedOperation: operation, responseCode: status, info })}`;
}

/** An item of the answer, in the place of that of the request (Protocol 4.01, 11.4.13.1). */
function itemOf(type: EntityType, item: UpsertedItem, write: RowWriter, { json }: RepresentContext): string {
  const { key, outcome, stored, contentId } = item;
  const named = contentId === undefined ? '' : `${JSON.stringify(contentId[0])}:${JSON.stringify(contentId[1])}`;
  const id = key === undefined ? '' : `"id":${JSON.stringify(key)}`;
  if (outcome.kind === 'failed') {
    const members = outcome.operation === 'insert' ? removedMembers(type, {}, key, json) : [id];
    return jsonObject(...members, named, exceptionMember(outcome));
  }
  const said = outcomeMember(outcome.kind);
  if (outcome.kind === 'deleted') {
    return jsonObject(...removedMembers(type, { reason: 'deleted' }, key, json), named, said);
  }
  // An entity that a later item deletes again has nothing more to show.
  return jsonObject(stored === undefined ? id : write({ stored, row: stored.entity }), named, said);
}

/** Headers of an answer to a delta payload, with the longest time storage asked to wait, if it failed items. */
function headersOf(
  { items, isEach, keepsNewer, isDryRun }: Result<'upserted'>,
  { preferences, json }: RepresentContext,
) {
  const applied = [
    ...(preferences.return === undefined ? [] : [`return=${preferences.return}`]),
    ...(isEach ? [`${json.version === '4.0' ? 'odata.' : ''}continue-on-error=true`] : []),
    ...(keepsNewer ? ['keep-newer'] : []),
    ...(isDryRun ? ['dry-run'] : []),
  ];
  const waits = items.flatMap(({ outcome }) =>
    outcome.kind === 'failed' ? Number(outcome.error.headers['Retry-After'] ?? 0) : 0,
  );
  const wait = Math.max(0, ...waits);
  return {
    ...(applied.length > 0 && { 'Preference-Applied': applied.join(', ') }),
    ...(wait > 0 && { 'Retry-After': String(wait) }),
  };
}

/**
 * The answer to a delta payload: a delta payload of the same items in the same order, each as it now stands
 * (Protocol 4.01, 11.4.13), with what `$select` names. With return=minimal only what failed, was older, expired or forgotten is told, and nothing when nothing was.
 */
export async function upsertedResponse(
  result: Result<'upserted'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const { type, query, items } = result;
  const { json, format, preferences } = context;
  const headers = headersOf(result, context);
  const isMinimal = preferences.return === 'minimal';
  const shown = isMinimal
    ? items.filter(({ outcome }) => ['failed', 'older', 'expired', 'forgotten'].includes(outcome.kind))
    : items;
  if (isMinimal && shown.length === 0) return { status: 204, headers };
  const write = rowWriter(query, json, context.meter);
  const members = await writeItems(shown, (item) => itemOf(type, item, write, context), context.meter);
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': format.contentType },
    body: jsonObject(deltaContext(type, selectList(query), json), `"value":[${members}]`),
  };
}
