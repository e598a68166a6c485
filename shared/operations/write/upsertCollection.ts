import { entityIdKey } from '../../bind/entityIdKey.ts';
import type { EntitySetResource } from '../../bind/bound/resource.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { EachCommitted } from '../../store/contract/store.ts';
import { type DeltaItem, readDeltaBody } from '../../validate/readDeltaBody.ts';
import { commitAllItems, commitEachItem } from './commitItems.ts';
import { forgetItem, forgottenOutcome, registerFor } from './forgetItem.ts';
import { foldOnce, type FoldedGroup } from './foldOnce.ts';
import { groupItems, withStorableKey } from './groupItems.ts';
import type { ItemOutcome } from '../contract/itemOutcome.ts';
import type { BoundRequest, Operation } from '../contract/operation.ts';
import type { UpsertedItem } from '../contract/result.ts';
import { keepNewerOfMany } from './keepNewer.ts';

/** Longest delta payload, in bytes. */
const maxBytes = 4 * 1024 * 1024;

/** Refuses what an update of a collection cannot take (Protocol 4.01, 11.4.13). */
function checkRequest({ query, conditions }: BoundRequest<EntitySetResource>): void {
  const refused: readonly (readonly [option: string, isGiven: boolean])[] = [
    ['$expand', query.expand.length > 0],
    ['$compute', query.compute.length > 0],
    ['$apply', query.apply !== undefined],
  ];
  const [option] = refused.find(([, isGiven]) => isGiven) ?? [];
  if (option !== undefined) {
    throw new ODataError(
      'invalidQueryOption',
      `With a delta payload the query option '${option}' cannot be used. '$select' names what is answered of each item.`,
      { target: option },
    );
  }
  const header =
    conditions.ifMatch !== undefined ? 'If-Match' : conditions.ifNoneMatch !== undefined ? 'If-None-Match' : undefined;
  if (header !== undefined) {
    throw new ODataError(
      'invalidHeader',
      `${header} is about one entity; in a delta payload write '@etag' into the items and send OData-Version: 4.01.`,
      { target: header },
    );
  }
}

function failure(request: DeltaItem['request'], error: ODataError, otherwise: 'insert' | 'upsert'): ItemOutcome {
  const reason = request.kind === 'invalid' ? request.error : error;
  return { kind: 'failed', error: reason, operation: request.removal ?? otherwise };
}

/** What an item comes to that is written, or would be. */
const writes: ReadonlySet<ItemOutcome['kind']> = new Set(['created', 'updated', 'deleted']);

/** What became of the items of a key, on the state that was found at last: decisions may run several times. */
function outcomesOf({ items, fold }: FoldedGroup, committed: EachCommitted): readonly ItemOutcome[] {
  if (committed instanceof ODataError) return items.map(({ request }) => failure(request, committed, 'upsert'));
  const { outcomes, decision } = fold(committed.before);
  if (decision.kind !== 'keep') return outcomes;
  // Items may undo each other, so that in the end nothing is written.
  return outcomes.map((outcome) => (writes.has(outcome.kind) ? { kind: 'unchanged' } : outcome));
}

/** The failure of storage when nothing else came of the whole request: that is worth a repetition as it is. */
function throwIfAllFailed(results: readonly UpsertedItem[]): void {
  const errors = results.flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome.error] : []));
  const [first] = errors;
  if (first === undefined || errors.length < results.length) return;
  if (errors.every(({ headers }) => headers['Retry-After'] !== undefined)) throw first;
}

/**
 * PATCH of an entity set with a delta payload: upserts and deletions (Protocol 4.01, 11.4.13). All or nothing in one
 * transaction, unless the preference continue-on-error is given. Under dry-run nothing is written, and it is told what would become
 * of the items.
 */
export const upsertCollection: Operation<EntitySetResource> = async (request, context) => {
  checkRequest(request);
  const { type } = request.resource;
  const json = await request.readJsonBody(maxBytes);
  const keyOf = (entityId: string): string => entityIdKey(type, entityId, request.serviceRoot);
  const takeTurn = (units: number) => context.scope.meter.takeTurn(units);
  const given = await readDeltaBody(type, json, { keyOf, takeTurn });
  const preferred = await keepNewerOfMany(request, context, type);
  const register = await registerFor(request, context, type);
  const known = given.map((item) => forgetItem(type, item, register));
  const items = known.map(({ item }) => withStorableKey(item));
  const isLeftOut = (place: number): boolean => known[place]?.forgotten === 'left';
  const groups = groupItems(type, items, request.versions.explicit401, isLeftOut).map((group) =>
    foldOnce(type, group, preferred),
  );
  // In an atomic group the preference has nothing to apply to, and is ignored (RFC 7240, 2).
  const isEach = request.preferences.continueOnError === true && context.store.isAtomic !== true;
  const isDryRun = request.preferences.dryRun === true;
  const committed = await (isEach
    ? commitEachItem(context, type, groups, isDryRun)
    : commitAllItems(context, type, items, groups, isDryRun));

  const results: UpsertedItem[] = [];
  for (const [place, { contentId, request: asked }] of items.entries()) {
    const isLeft = isLeftOut(place) && ({ kind: 'forgotten' } as const);
    const outcome = (asked.kind === 'invalid' && failure(asked, asked.error, 'insert')) || isLeft;
    const key = isLeft ? items[place]?.key : undefined;
    if (outcome) results[place] = { ...(key !== undefined && { key }), outcome, ...(contentId && { contentId }) };
  }
  for (const [at, group] of groups.entries()) {
    const one = committed[at];
    if (one === undefined) throw new Error('a commit returned less than it was given');
    const stored = one instanceof ODataError ? undefined : one.after;
    for (const [index, outcome] of outcomesOf(group, one).entries()) {
      const place = group.places[index] ?? 0;
      const contentId = items[place]?.contentId;
      const told = known[place] === undefined ? outcome : forgottenOutcome(outcome, known[place]);
      results[place] = { key: group.key, outcome: told, ...(stored && { stored }), ...(contentId && { contentId }) };
    }
  }
  throwIfAllFailed(results);
  const { query } = request;
  return {
    kind: 'upserted',
    type,
    query,
    items: results,
    isEach,
    keepsNewer: preferred.keepNewer !== undefined,
    isDryRun,
  };
};
