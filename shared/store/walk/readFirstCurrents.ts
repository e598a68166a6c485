import type { EntityType } from '../../edm/entityType.ts';
import { pageCharacters, rowCharacters } from '../../expression/rowCharacters.ts';
import { type Currents, readCurrents } from '../keys/readCurrents.ts';
import type { Partition } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** Ends a reading whose rows have become too many characters. */
class TooMuch extends Error {}

/**
 * Reads the main rows of the first of some keys: of all of them, unless they have more characters than a page takes. Then it
 * is read anew, for half as many keys as had so many: a page that ends by its characters keeps not many more than it shows.
 *
 * @returns a state for each key read, in their order; at least one where there is a key
 */
export async function readFirstCurrents(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  keys: readonly string[],
): Promise<Currents> {
  for (let most = keys.length; ;) {
    let [count, characters] = [0, 0];
    const some = keys.slice(0, most);
    try {
      return await readCurrents(partition, scope, type, some, {
        onKept({ state }) {
          count += 1;
          if (state !== undefined) characters += rowCharacters(state.stored.entity);
          if (characters > pageCharacters && some.length > 1) throw new TooMuch();
        },
      });
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      most = Math.max(1, Math.min(count, most) >> 1);
    }
  }
}
