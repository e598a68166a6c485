import { addressUrl } from '../../bind/bound/addressUrl.ts';
import { checkLink } from '../../bind/bound/linkUrl.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { pageCharacters, rowCharacters } from '../../expression/rowCharacters.ts';
import { birthForm, type ChangeCursor, type ChangePage } from '../../store/contract/changeCursor.ts';
import { isChangeToken, readChangeToken, writeChangeToken } from '../../store/changes/changeToken.ts';
import { acceptBy, nodesOf } from '../../store/walk/acceptBy.ts';
import { foreignPosition } from '../../store/walk/rowPosition.ts';
import { mostRequests, mustAnswer, walkBudget } from '../../store/walk/walkBudget.ts';
import type { StorageScope } from '../../store/contract/store.ts';
import { maxPageSize } from '../../store/rows/rows.ts';
import type { TokenBinding } from '../../store/contract/tokenDigest.ts';
import { canonicalQuery } from '../rows/canonicalQuery.ts';
import { entityQueryOf } from '../rows/entityQueryOf.ts';
import type { BoundRequest, OperationContext } from '../contract/operation.ts';
import { pageAnchor } from '../rows/pagePart.ts';
import { readRows } from '../rows/readRows.ts';
import type { ChangedItem, Result, Tracked } from '../contract/result.ts';
import { trackedAddress } from './trackedAddress.ts';

function bindingOf({ address }: BoundRequest, { scope }: OperationContext): TokenBinding {
  return { tenant: scope.tenant, query: canonicalQuery(trackedAddress(address)) };
}

/** True when the request follows a delta link, or a link to the next page of changes. */
export function followsChanges({ query }: BoundRequest): boolean {
  return query.deltatoken !== undefined || isChangeToken(query.skiptoken);
}

/**
 * Reads everything a query has, page by page, with a delta link on the last page (Protocol 4.01, 11.3). The place from
 * which changes are read later is taken before the first row is, and travels with the pages.
 */
export async function readTracked(
  request: BoundRequest,
  context: OperationContext,
  type: EntityType,
): Promise<Result<'collection'>> {
  const { query, address, preferences } = request;
  const { store, scope } = context;
  checkLink(address);
  const known = pageAnchor(context, query, address);
  const begun = known === undefined ? await store.startTracking(scope, type) : readAnchor(known);
  const anchor = known ?? writeAnchor(begun);
  const page = await readRows(context, type, query, { address, maxpagesize: preferences.maxpagesize, anchor });
  // Who was told of an entity has something.
  const isEmpty = begun.birth === '' && known === undefined && page.rows.length === 0;
  const cursor = begun.birth === '' && !isEmpty ? { since: begun.since } : begun;
  const isLast = page.skiptoken === undefined;
  const tracked = isLast ? { tracked: trackedFrom(cursor, bindingOf(request, context)) } : {};
  return { kind: 'collection', type, query, page: { ...page, isTracked: true, ...tracked } };
}

const writeAnchor = ({ since, birth }: ChangeCursor): string =>
  birth === undefined ? `${since}` : `${since}.${birth}`;

/** Reads where changes are followed from behind the last page; throws a 400 for what is no such place. */
function readAnchor(anchor: string): ChangeCursor {
  const [since = '', birth, ...more] = anchor.split('.');
  if (!/^\d{1,15}$/.test(since) || !birthForm.test(birth ?? '') || more.length > 0) throw foreignPosition();
  return { since: Number(since), ...(birth !== undefined && { birth }) };
}

const trackedFrom = (cursor: ChangeCursor, binding: TokenBinding): Tracked => ({
  deltatoken: writeChangeToken({ cursor }, binding),
  since: cursor.since,
});

/** What changed since the request's delta link, as far as one page holds it. */
export async function readChanges(
  request: BoundRequest,
  context: OperationContext,
  type: EntityType,
): Promise<Result<'changes'>> {
  const { query, preferences, format } = request;
  const { store, scope } = context;
  if (format.name !== 'json') {
    throw new ODataError(
      'invalidAcceptType',
      'Changes are answered as JSON only: CSV has no way to say what was deleted.',
      {
        target: 'Accept',
      },
    );
  }
  const binding = bindingOf(request, context);
  if (query.deltatoken?.toLowerCase() === 'latest') {
    const cursor = await store.startTracking(scope, type);
    return { kind: 'changes', type, query, page: { items: [], tracked: trackedFrom(cursor, binding) } };
  }
  const state = readChangeToken(query.deltatoken ?? query.skiptoken ?? '', binding);
  const preferred = preferences.maxpagesize ?? state.pageSize;
  const page = await orStartAgain(
    request,
    store.changes(scope, type, state.cursor, Math.min(preferred ?? maxPageSize, maxPageSize)),
  );
  const items = await toItems(page.changes, request, scope);
  const last = items.length < page.changes.length ? page.changes[items.length - 1] : undefined;
  const cursor = last === undefined ? page.cursor : page.cursorBehind(last);
  if (cursor.after === undefined) {
    return { kind: 'changes', type, query, page: { items, tracked: trackedFrom(cursor, binding) } };
  }
  const next = { cursor, ...(preferred !== undefined && { pageSize: preferred }) };
  return { kind: 'changes', type, query, page: { items, skiptoken: writeChangeToken(next, binding) } };
}

/** Answers of storage there has to be time for when another page is begun: its own, and two for what it points at. */
const answersOfPage = 3;

/** Of a number of changes that cannot be found in time, or for the units of a request: there is no page to end. */
function uncountable({ isSpent }: Meter): ODataError {
  const message =
    'More has changed since the link than can be counted in one request. Follow the link itself, whose pages end in time, ' +
    'and count what they hold; the link on the last of them has less behind it.';
  return isSpent
    ? new ODataError('invalidQueryOption', message)
    : new ODataError('gatewayTimeout', message, { headers: { 'Retry-After': '30' } });
}

/** The number of items the request's delta link leads to, on all of its pages (Protocol 4.01, 11.3.2). */
export async function countChanges(
  request: BoundRequest,
  context: OperationContext,
  type: EntityType,
): Promise<Result<'count'>> {
  const { store, scope } = context;
  const { deltatoken = '' } = request.query;
  if (deltatoken.toLowerCase() === 'latest') return { kind: 'count', total: 0 };
  let { cursor } = readChangeToken(deltatoken, bindingOf(request, context));
  const budget = walkBudget(scope, mostRequests, answersOfPage);
  let total = 0;
  do {
    const page = await orStartAgain(request, store.changes(scope, type, cursor, maxPageSize));
    total += page.changes.length;
    cursor = page.cursor;
    if (cursor.after !== undefined && budget.isSpent()) throw uncountable(scope.meter);
  } while (cursor.after !== undefined);
  return { kind: 'count', total };
}

/**
 * Changes as the tracked query shows them: an entity that does not pass its conditions is removed, because it may have
 * passed them before (Protocol 4.01, 11.3.1). They end where a page has to: when its rows have so many characters, or when
 * the meter or the time is spent, unless that is before the first.
 */
async function toItems(
  changes: ChangePage['changes'],
  { query }: BoundRequest,
  scope: StorageScope,
): Promise<readonly ChangedItem[]> {
  const { meter } = scope;
  const asked = entityQueryOf(query, meter).query;
  const accept = acceptBy(asked, meter);
  const toItem = (change: ChangePage['changes'][number]): ChangedItem => {
    if (change.kind === 'deleted') return { kind: 'removed', key: change.key, reason: 'deleted' };
    const row = accept(change.stored);
    if (row === undefined) return { kind: 'removed', key: change.stored.entity.id, reason: 'changed' };
    return { kind: 'changed', stored: change.stored, row };
  };
  const all: ChangedItem[] = [];
  let characters = 0;
  for await (const { items } of inTurns(meter, changes, nodesOf(asked), toItem)) {
    for (const item of items) {
      all.push(item);
      if (item.kind === 'changed') characters += rowCharacters(item.row);
      if (characters >= pageCharacters) return all;
    }
    if (all.length > 0 && mustAnswer(scope)) return all;
  }
  return all;
}

/** Adds to a 410 where everything can be read again (Protocol 4.01, 11.3.2). */
async function orStartAgain<T>({ serviceRoot, address }: BoundRequest, page: Promise<T>): Promise<T> {
  try {
    return await page;
  } catch (error) {
    if (!(error instanceof ODataError) || error.status !== 410) throw error;
    throw new ODataError(error.innerCode, error.message, {
      ...(error.target !== undefined && { target: error.target }),
      headers: { Location: addressUrl(serviceRoot, trackedAddress(address)) },
    });
  }
}
