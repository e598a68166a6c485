import type { Address, BoundQuery } from '../../bind/bound/boundQuery.ts';
import { checkLink, fitsLink } from '../../bind/bound/linkUrl.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { readPagingToken, writePagingToken, type PagingState } from '../../store/walk/pagingToken.ts';
import { maxPageSize } from '../../store/rows/rows.ts';
import type { TokenBinding } from '../../store/contract/tokenDigest.ts';
import { canonicalQuery } from './canonicalQuery.ts';
import type { OperationContext } from '../contract/operation.ts';
import { pageCharacters } from '../../expression/rowCharacters.ts';
import { readMadeRows } from './readMadeRows.ts';
import type { ResultPage } from '../contract/result.ts';
import { rowSource, type MadeRows } from './rowSource.ts';

/** How a page is to be read. */
export interface PageOptions {
  /** What is read, which is what a paging token belongs to. */
  readonly address: Address;
  /** `Prefer: maxpagesize`. */
  readonly maxpagesize?: number | undefined;
  /** What the rows are chosen by, for the pages behind this one; see `pageAnchor`. */
  readonly anchor?: string | undefined;
  /** The rows in the place of those of the set. */
  readonly view?: MadeRows | undefined;
  /** Characters of its rows at which it ends; `pageCharacters` unless given. */
  readonly characters?: number | undefined;
}

function tokenBinding({ scope }: OperationContext, address: Address): TokenBinding {
  return { tenant: scope.tenant, query: canonicalQuery(address) };
}

/** What the first page chose its rows by; undefined on the first page itself. Throws a 400 for a foreign token. */
export function pageAnchor(context: OperationContext, bound: BoundQuery, address: Address): string | undefined {
  return bound.skiptoken === undefined
    ? undefined
    : readPagingToken(bound.skiptoken, tokenBinding(context, address)).anchor;
}

type Part = Pick<ResultPage, 'rows'> & {
  readonly next?: Pick<PagingState, 'position' | 'skip'>;
  readonly total?: number;
};

/**
 * Reads one page of a query over an entity set, or over a view: `$apply`, `$compute`, `$search`, `$filter`, `$count`, `$orderby`, `$skip`
 * and `$top`, with server-driven paging (Protocol 4.01, 11.2.6).
 */
export async function readRows(
  context: OperationContext,
  type: EntityType,
  bound: BoundQuery,
  { address, maxpagesize, anchor, view, characters = pageCharacters }: PageOptions,
): Promise<ResultPage> {
  const { store, scope } = context;
  const binding = tokenBinding(context, address);
  const state = bound.skiptoken === undefined ? undefined : readPagingToken(bound.skiptoken, binding);
  const top = state === undefined ? bound.top : state.top;
  // The preference holds for the pages behind the first one too.
  const asked = maxpagesize ?? state?.pageSize;
  const isDivided = asked !== undefined && top !== undefined && asked < top && top <= maxPageSize;
  // Pages that could not be linked would make an error of the preference, which none is (RFC 7240, 2).
  const isUndivided = isDivided && !fitsLink(address);
  const preferred = isUndivided ? undefined : asked;
  const pageSize = Math.min(preferred ?? maxPageSize, maxPageSize);
  const skip = state === undefined ? (bound.skip ?? 0) : state.skip;
  const limit = Math.min(pageSize, top ?? pageSize);
  const after = state?.position;
  const complete = top !== undefined && top <= pageSize;
  // Nothing is read for an answer whose link could not be followed.
  if (!complete) checkLink(address);
  const source = rowSource(context, type, bound, view);

  let part: Part;
  if (source.kind === 'made') {
    const wanted = { after, skip, limit, characters };
    const { rows, total, next, isCut } = await readMadeRows(source, bound, scope.meter, wanted);
    const following = (complete && !isCut) || next === undefined ? {} : { next: { position: next, skip: 0 } };
    part = { rows: rows.map((row) => ({ row })), total, ...following };
  } else {
    const wanted = { skip, limit, complete, characters, ...(after && { after }) };
    const page = await store.page(scope, type, source.query, wanted);
    const rows = page.entities.map((each, at) => ({ stored: each, row: page.rows[at] ?? each.entity }));
    const isCounted = bound.count === true && state?.total === undefined;
    // A first page that ends at no limit of the caller and has none behind it is the whole result.
    const isWhole = state === undefined && page.next === undefined && (!complete || rows.length < limit);
    const seen = isWhole && (skip === 0 || rows.length > 0) ? skip + rows.length : undefined;
    const total = page.total ?? seen ?? (isCounted ? await store.count(scope, type, source.query) : undefined);
    part = { rows, ...(page.next && { next: page.next }), ...(total !== undefined && { total }) };
  }

  // A page that was to be the whole answer may end early all the same.
  if (complete && part.next !== undefined) checkLink(address);
  const total = bound.count === true ? (state?.total ?? part.total) : undefined;
  const left = top === undefined ? undefined : top - part.rows.length;
  const skiptoken =
    part.next &&
    writePagingToken(
      {
        ...part.next,
        ...(left !== undefined && { top: left }),
        ...(total !== undefined && { total }),
        ...(preferred !== undefined && { pageSize }),
        ...(anchor !== undefined && { anchor }),
        // Function names are not case-sensitive.
        ...(/now\(/i.test(binding.query) && { now: state?.now ?? scope.clock.started }),
      },
      binding,
    );
  return {
    rows: part.rows,
    ...(total !== undefined && { total }),
    ...(skiptoken !== undefined && { skiptoken }),
    ...(isUndivided && { isUndivided }),
  };
}
