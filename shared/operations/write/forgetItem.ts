import { naturalId } from '../../edm/naturalId.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { forgetValues, holdsPersons } from '../../forget/forgetValues.ts';
import { emptyRegister, type Register } from '../../forget/register.ts';
import type { DeltaItem } from '../../validate/readDeltaBody.ts';
import type { ItemOutcome } from '../contract/itemOutcome.ts';
import type { BoundRequest, OperationContext } from '../contract/operation.ts';

/** An item as it may be stored. */
export interface KnownItem {
  readonly item: DeltaItem;
  /** It names a person who is forgotten: it is left out, or has a pseudonym in the place of names. */
  readonly forgotten?: 'left' | 'replaced';
}

/** The register a write under keep-newer is held against; an empty one for others, and for rows without persons. */
export async function registerFor(
  { preferences }: BoundRequest,
  { store, scope, register }: OperationContext,
  type: EntityType,
): Promise<Register> {
  if (preferences.keepNewer !== true || register === undefined || !holdsPersons(type)) return emptyRegister;
  return await store.register(scope, register);
}

/** An item without the names of persons who are forgotten. */
export function forgetItem(type: EntityType, item: DeltaItem, register: Register): KnownItem {
  const { key, request } = item;
  if (register.isEmpty || request.kind !== 'upsert') return { item };
  const { properties } = request.body;
  const id = key ?? naturalId(type, properties);
  const forgotten = forgetValues(type, id ?? '', properties, register);
  if (forgotten.kind === 'keep') return { item };
  if (forgotten.kind === 'delete')
    return { item: { ...item, ...(id !== undefined && { key: id }) }, forgotten: 'left' };
  const body = { ...request.body, properties: forgotten.values };
  return {
    item: { ...item, ...(id !== undefined && { key: forgotten.id }), request: { ...request, body } },
    forgotten: 'replaced',
  };
}

/** What becomes of a written item is that it was forgotten, where its names were. */
export function forgottenOutcome(outcome: ItemOutcome, { forgotten }: KnownItem): ItemOutcome {
  const isWritten = outcome.kind === 'created' || outcome.kind === 'updated' || outcome.kind === 'unchanged';
  return forgotten !== undefined && isWritten ? { kind: 'forgotten' } : outcome;
}
