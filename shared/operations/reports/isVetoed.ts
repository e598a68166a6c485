import { ledgerId } from '../../edm/ledgerId.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { OperationContext } from '../contract/operation.ts';

/**
 * True when the ledger says that the report of a date is not all there, for a period in days. Nothing else it may say, or
 * leave out, hides a row: rows nobody made an entry for are served as they are.
 */
export async function isVetoed(
  { store, scope, ledger }: Pick<OperationContext, 'store' | 'scope' | 'ledger'>,
  { name }: EntityType,
  period: string | undefined,
  date: string,
): Promise<boolean> {
  if (ledger === undefined) return false;
  const entry = await store.read(scope, ledger, ledgerId(name, period ?? null, date));
  return entry?.entity['complete'] === false;
}
