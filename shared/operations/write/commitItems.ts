import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Committed, EachCommitted } from '../../store/contract/store.ts';
import type { DeltaItem } from '../../validate/readDeltaBody.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { FoldedGroup } from './foldOnce.ts';

/** Most keys changed all or nothing: each takes a row at least, and a transaction holds 100. */
const maxAtomicKeys = 100;

/** Most findings an error names. */
const maxDetails = 20;

function tooMany(problem: string): ODataError {
  return new ODataError(
    'batchRequestLimitExceeded',
    `${problem} Nothing was written. Send fewer items, or 'Prefer: continue-on-error' to have up to 1,000 written ` +
      'each for itself.',
    { target: 'value' },
  );
}

/** The failure of an item as that of the whole request; `place` counts from 0. */
function ofItem(error: ODataError, place: number, details: ODataError['details'] = []): ODataError {
  const path = `value/${place}`;
  return new ODataError(error.innerCode, `Item ${place + 1} of 'value': ${error.message} Nothing was written.`, {
    target: error.target === undefined ? path : `${path}/${error.target}`,
    headers: error.headers,
    details,
    cause: error,
  });
}

/** Throws what is wrong with the first item that cannot be carried out, with further ones as details. */
function checkItems(items: readonly DeltaItem[]): void {
  const found = items.flatMap(({ request }, place) => (request.kind === 'invalid' ? [{ place, ...request }] : []));
  const [first] = found;
  if (first === undefined) return;
  const details = found.slice(1, 1 + maxDetails).map(({ error, place }) => {
    const { innerCode: code, message, target } = ofItem(error, place);
    return { code, message, ...(target !== undefined && { target }) };
  });
  throw ofItem(first.error, first.place, details);
}

/** Carries out the items of a delta payload all or nothing, in one transaction; throws what is wrong with the first. */
export async function commitAllItems(
  { store, scope }: OperationContext,
  type: EntityType,
  items: readonly DeltaItem[],
  groups: readonly FoldedGroup[],
  isDryRun: boolean,
): Promise<readonly Committed[]> {
  checkItems(items);
  if (groups.length > maxAtomicKeys) {
    throw tooMany(`Without the preference continue-on-error all ${groups.length} entities must be written together.`);
  }
  try {
    return await store.commit(
      scope,
      type,
      groups.map(({ key, places, fold }) => ({
        key,
        decide(current) {
          const { decision, outcomes } = fold(current);
          for (const [at, outcome] of outcomes.entries()) {
            if (outcome.kind === 'failed') throw ofItem(outcome.error, places[at] ?? 0);
          }
          return isDryRun ? { kind: 'keep' } : decision;
        },
      })),
    );
  } catch (error) {
    if (!(error instanceof ODataError) || error.innerCode !== 'batchRequestLimitExceeded') throw error;
    throw tooMany(`The ${groups.length} entities do not fit into one transaction of storage, which holds 100 rows.`);
  }
}

/** Carries out the items of each key for themselves; what fails is in the result. */
export async function commitEachItem(
  { store, scope }: OperationContext,
  type: EntityType,
  groups: readonly FoldedGroup[],
  isDryRun: boolean,
): Promise<readonly EachCommitted[]> {
  return await store.commitEach(
    scope,
    type,
    groups.map(({ key, fold }) => ({
      key,
      decide: (current) => (isDryRun ? { kind: 'keep' } : fold(current).decision),
    })),
  );
}
