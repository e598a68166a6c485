import type { EntityType } from '../../edm/entityType.ts';
import { createRegister, type Register } from '../../forget/register.ts';
import { registeredRequest } from '../../forget/registeredRequest.ts';
import { Moment } from '../contract/moment.ts';
import { registerLife } from '../contract/registerLife.ts';
import type { StorageScope } from '../contract/store.ts';
import type { Rows } from '../rows/rows.ts';
import { readRegister } from './readRegister.ts';

/** What is known of a tenant's register, and since when. */
interface Known {
  readonly since: Moment;
  readonly register: Promise<Register>;
}

/**
 * The registers of the tenants as this process knows them, each read anew when it is a minute old. What is older is never
 * used: where it cannot be read, neither can be known who is in it.
 */
export class RegisterMemory {
  readonly #rows: Rows;
  readonly #known = new Map<string, Known>();

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** The register of the tenant, at most a minute old. At most one reading at a time. */
  async of(scope: StorageScope, type: EntityType): Promise<Register> {
    const known = this.#known.get(scope.tenant);
    if (known !== undefined && known.since.ageBy(scope.clock) < registerLife) return await known.register;
    const since = new Moment(scope.clock);
    const register = readRegister(this.#rows, scope, type).then(({ entries }) =>
      createRegister(
        scope.tenant,
        entries.map(({ entity }) => registeredRequest(scope.tenant, entity)),
      ),
    );
    const own = { since, register };
    this.#known.set(scope.tenant, own);
    try {
      return await register;
    } catch (error) {
      if (this.#known.get(scope.tenant) === own) this.#known.delete(scope.tenant);
      throw error;
    }
  }

  /** Has it read anew the next time: this process has written to it. */
  drop(scope: StorageScope): void {
    this.#known.delete(scope.tenant);
  }
}
