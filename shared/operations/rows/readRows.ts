import type { Address, BoundQuery } from '../../bind/bound/boundQuery.ts';
import { checkLink } from '../../bind/bound/linkUrl.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { writePagingToken, type PagingState } from '../../store/walk/pagingToken.ts';
import type { OperationContext } from '../contract/operation.ts';
import { pageCharacters } from '../../expression/rowCharacters.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { pagePart } from './pagePart.ts';
import { readMadeRows } from './readMadeRows.ts';
import type { ResultPage } from '../contract/result.ts';
import { rowSource, type MadeRows } from './rowSource.ts';

/** Where a page of a view ends. */
export interface PageEnd {
  readonly last: Row | undefined;
  /** The row behind it, where it is known. */
  readonly following: Row | undefined;
}

/** How a page is to be read. */
export interface PageOptions {
  /** What is read, which is what a paging token belongs to. */
  readonly address: Address;
  /** `Prefer: maxpagesize`. */
  readonly maxpagesize?: number | undefined;
  /** What the rows are chosen by, for the pages behind this one; see `pageAnchor`. Of a view by where the page ends. */
  readonly anchor?: string | ((end: PageEnd) => string) | undefined;
  /** The rows in the place of those of the set. */
  readonly view?: MadeRows | undefined;
  /** Characters of its rows at which it ends; `pageCharacters` unless given. */
  readonly characters?: number | undefined;
}

type Part = Pick<ResultPage, 'rows'> & {
  readonly next?: Pick<PagingState, 'position' | 'skip'>;
  readonly following?: Row | undefined;
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
  const wanted = pagePart(context, bound, { address, maxpagesize });
  const { binding, state, top, skip, limit, complete, after, isUndivided } = wanted;
  // Nothing is read for an answer whose link could not be followed.
  if (!complete) checkLink(address);
  const source = rowSource(context, type, bound, view);

  let part: Part;
  if (source.kind === 'made') {
    const some = { after, skip, limit, characters };
    const { rows, total, next, following, isCut } = await readMadeRows(source, bound, scope.meter, some);
    const behind = (complete && !isCut) || next === undefined ? {} : { next: { position: next, skip: 0 } };
    part = { rows: rows.map((row) => ({ row })), total, following, ...behind };
  } else {
    const some = { skip, limit, complete, characters, ...(after && { after }) };
    const page = await store.page(scope, type, source.query, some);
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
  const { following } = part;
  const told = typeof anchor === 'function' ? anchor({ last: part.rows.at(-1)?.row, following }) : anchor;
  const left = top === undefined ? undefined : top - part.rows.length;
  const skiptoken =
    part.next &&
    writePagingToken(
      {
        ...part.next,
        ...(left !== undefined && { top: left }),
        ...(total !== undefined && { total }),
        ...(wanted.isPreferred && { pageSize: wanted.pageSize }),
        ...(told !== undefined && { anchor: told }),
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
