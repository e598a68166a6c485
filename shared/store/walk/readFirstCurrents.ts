import type { EntityType } from '../../edm/entityType.ts';
import { pageCharacters, rowCharacters } from '../../expression/rowCharacters.ts';
import type { Current } from '../keys/readCurrent.ts';
import { type Currents, fewKeys, findCurrents, type FoundCurrents } from '../keys/readCurrents.ts';
import type { ReadTime } from '../rows/readRange.ts';
import type { Partition } from '../rows/rows.ts';
import { StorageTimeout } from '../contract/storageTimeout.ts';
import type { StorageScope } from '../contract/store.ts';
import { mostRequests, walkBudget, type WalkBudget } from './walkBudget.ts';

/** Ends a reading whose rows have become too many characters. */
class TooMuch extends Error {}

/** What is known of the first of some keys, up to the first that was not read. */
function firstOf(keys: readonly string[], found: FoundCurrents): Currents {
  const unread = keys.findIndex((key) => !found.has(key));
  return (unread < 0 ? keys : keys.slice(0, unread)).map((key) => found.get(key));
}

/**
 * Reads the main rows of the first of some keys: of all of them, unless they have more characters than a page takes, or
 * storage takes too long. Then those at the beginning that were read are given; where there
 * is none for want of time, a few are read side by side. With too many characters it is read anew, for half as many keys as had
 * so many: a page that ends by its characters keeps not many more than it shows.
 *
 * @param walk the budget of the walk that wants them, where there is one
 * @param sparingFrom as of `findCurrents`
 * @returns a state for each key read, in their order; at least one where there is a key
 */
export async function readFirstCurrents(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  keys: readonly string[],
  walk?: WalkBudget,
  sparingFrom?: number,
): Promise<Currents> {
  // Time for an answer, and for the one behind it that reads the first keys if none of them was among those that were read.
  const budget = walkBudget(scope, mostRequests, 2);
  const read = async (some: readonly string[], isOver: () => boolean, from?: number): Promise<FoundCurrents> => {
    let [count, characters] = [0, 0];
    const found = new Map<string, Current | undefined>();
    const hasFirst = (): boolean => found.has(some[0] ?? '');
    const mayRepeat: ReadTime['mayRepeat'] = (failure) =>
      (walk ?? budget).mayRepeat(failure) && !(hasFirst() && failure.kind === 'timeout');
    try {
      return await findCurrents(partition, scope, type, some, {
        found,
        isOver,
        ...(from !== undefined && { sparingFrom: from }),
        time: { begin: () => budget.begin(), mayRepeat },
        onKept({ state }) {
          count += 1;
          if (state !== undefined) characters += rowCharacters(state.stored.entity);
          if (characters > pageCharacters && some.length > 1) throw new TooMuch();
        },
      });
    } catch (error) {
      if (error instanceof StorageTimeout && hasFirst()) return new Map(found);
      if (!(error instanceof TooMuch)) throw error;
      const most = budget.isSpent() ? 1 : Math.max(1, Math.min(count, some.length) >> 1);
      return await read(some.slice(0, most), isOver, from);
    }
  };
  const isOver = (): boolean => budget.isSpent() || walk?.isSpent() === true;
  const first = firstOf(keys, await read(keys, isOver, sparingFrom));
  return first.length > 0 ? first : firstOf(keys, await read(keys.slice(0, fewKeys), () => false));
}
