import type { EntityType } from '../../edm/entityType.ts';
import { Moment } from '../contract/moment.ts';
import { maxOperations, type RowOperation } from '../rows/rows.ts';
import { fitsTransaction } from '../rows/transactionBytes.ts';
import { beginSet, birthOf } from './beginSet.ts';
import type { SetSource } from './setBeginning.ts';

/** A set of a tenant, with the type it is of. */
type TypedSource = SetSource & { readonly type: EntityType };

/**
 * How long it counts that a set was seen to remember, in milliseconds. A table that is deleted by hand cannot be made anew for 40 s,
 * whoever makes it, and a request that was begun with what is known is over after 6: so nothing is written into a new table by
 * one that takes it for the old one.
 */
export const begunLife = 20_000;

/**
 * The sets of tenants that remember their beginning, as far as this process knows. Every one does from its first entity on, so
 * that a link to changes of another storage can be told from its own.
 */
export class BegunSets {
  /** When tenants were seen to remember, by the name of the set. */
  readonly #tenants = new Map<string, Map<string, Moment>>();

  /** Has a set remember its beginning, whatever is known of it: its table may have been deleted by hand. See `beginSet`. */
  async begin(source: TypedSource): Promise<void> {
    await beginSet(source);
    this.add(source);
  }

  /** The same unless it is known to remember. */
  async beginUnknown(source: TypedSource): Promise<void> {
    if (!this.#knows(source)) await this.begin(source);
  }

  /**
   * The same for a set whose table somebody has deleted by hand, and that has a row again: nothing is known of it any more, of any
   * tenant. Where storage fails, the next row of it is tried with.
   */
  async beginAnew(source: TypedSource): Promise<void> {
    this.#tenants.delete(source.type.name);
    await this.begin(source).catch((error: unknown) => {
      source.scope.log('warning', `Since when ${source.type.name} exists could not be written`, error);
    });
  }

  /**
   * The operations that insert an entity, with the one that has its set remember its beginning where it does not yet: in the same
   * transaction, or before it where that is full. No request where it was seen lately, else one, and another for a full one.
   */
  async withBirth(source: TypedSource, operations: readonly RowOperation[]): Promise<readonly RowOperation[]> {
    if (this.#knows(source)) return operations;
    const birth = await birthOf(source);
    const all = birth === undefined ? operations : [...operations, birth];
    if (all.length <= maxOperations && fitsTransaction(all)) {
      if (birth === undefined) this.add(source);
      return all;
    }
    await this.begin(source);
    return operations;
  }

  /** Notes that a set remembers. */
  add({ scope: { tenant, clock }, type: { name } }: TypedSource): void {
    const tenants = this.#tenants.get(name) ?? new Map<string, Moment>();
    this.#tenants.set(name, tenants.set(tenant, new Moment(clock)));
  }

  /** Notes that a set has gone. */
  drop({ scope: { tenant }, type: { name } }: TypedSource): void {
    this.#tenants.get(name)?.delete(tenant);
  }

  #knows({ scope: { tenant, clock }, type: { name } }: TypedSource): boolean {
    const seen = this.#tenants.get(name)?.get(tenant);
    return seen !== undefined && seen.ageBy(clock) < begunLife;
  }
}
