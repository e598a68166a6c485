import type { Address, BoundQuery } from '../../bind/bound/boundQuery.ts';
import { fitsLink } from '../../bind/bound/linkUrl.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import type { TokenBinding } from '../../store/contract/tokenDigest.ts';
import { maxPageSize } from '../../store/rows/rows.ts';
import { type PagingState, readPagingToken } from '../../store/walk/pagingToken.ts';
import type { OperationContext } from '../contract/operation.ts';
import { canonicalQuery } from './canonicalQuery.ts';

/** Which part of a result a page is. */
export interface PagePart {
  /** What its token belongs to. */
  readonly binding: TokenBinding;
  /** What the page before it says; undefined on the first page itself. */
  readonly state: PagingState | undefined;
  readonly top: number | undefined;
  readonly after: Position | undefined;
  readonly skip: number;
  /** Most rows of it. */
  readonly limit: number;
  /** The caller wants no more than these. */
  readonly complete: boolean;
  readonly pageSize: number;
  /** The caller prefers that size. */
  readonly isPreferred: boolean;
  /** `maxpagesize` is not applied, because no link could lead to further pages. */
  readonly isUndivided: boolean;
}

function tokenBinding({ tenant }: OperationContext['scope'], address: Address): TokenBinding {
  return { tenant, query: canonicalQuery(address) };
}

/** What the first page chose its rows by; undefined on the first page itself. Throws a 400 for a foreign token. */
export function pageAnchor(
  { scope }: Pick<OperationContext, 'scope'>,
  { skiptoken }: BoundQuery,
  address: Address,
): string | undefined {
  return skiptoken === undefined ? undefined : readPagingToken(skiptoken, tokenBinding(scope, address)).anchor;
}

/** The part of its result that a request asks for, by its options, `Prefer: maxpagesize` and its token. Throws a 400 for a foreign one. */
export function pagePart(
  { scope }: Pick<OperationContext, 'scope'>,
  bound: BoundQuery,
  { address, maxpagesize }: { readonly address: Address; readonly maxpagesize?: number | undefined },
): PagePart {
  const binding = tokenBinding(scope, address);
  const state = bound.skiptoken === undefined ? undefined : readPagingToken(bound.skiptoken, binding);
  const top = state === undefined ? bound.top : state.top;
  // The preference holds for the pages behind the first one too.
  const asked = maxpagesize ?? state?.pageSize;
  const isDivided = asked !== undefined && top !== undefined && asked < top && top <= maxPageSize;
  // Pages that could not be linked would make an error of the preference, which none is (RFC 7240, 2).
  const isUndivided = isDivided && !fitsLink(address);
  const preferred = isUndivided ? undefined : asked;
  const pageSize = Math.min(preferred ?? maxPageSize, maxPageSize);
  return {
    binding,
    state,
    top,
    after: state?.position,
    skip: state === undefined ? (bound.skip ?? 0) : state.skip,
    limit: Math.min(pageSize, top ?? pageSize),
    complete: top !== undefined && top <= pageSize,
    pageSize,
    isPreferred: preferred !== undefined,
    isUndivided,
  };
}
