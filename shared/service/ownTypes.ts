import type { EntityType } from '../edm/entityType.ts';
import { ledgerName } from '../edm/ledgerId.ts';

/** Types of a model that the service itself asks, besides those that a request names. */
export interface OwnTypes {
  /** What was collected; undefined when the model has none. */
  readonly ledger: EntityType | undefined;
  /** Persons to forget; undefined when the model has none. */
  readonly register: EntityType | undefined;
}

const known = new WeakMap<readonly EntityType[], OwnTypes>();

/** The types the service itself asks, looked for once in a model and not by each request. */
export function ownTypes(model: readonly EntityType[]): OwnTypes {
  const found = known.get(model) ?? {
    ledger: model.find(({ name }) => name === ledgerName),
    register: model.find(({ isRegister }) => isRegister === true),
  };
  known.set(model, found);
  return found;
}
