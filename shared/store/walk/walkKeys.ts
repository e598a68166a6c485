import { inTurns } from '../../expression/cost/inTurns.ts';
import type { Position } from '../contract/entityQuery.ts';
import { encodeKey, maxEncodedKeyLength } from '../rows/keyEncoding.ts';
import { mainRowKey } from '../keys/layout.ts';
import { maxPageSize } from '../rows/rows.ts';
import { readFirstCurrents } from './readFirstCurrents.ts';
import { foreignPosition } from './rowPosition.ts';
import { type Found, leaveOut, type Step, type WalkContext } from './walk.ts';
import { behindRow } from './walkScan.ts';

/**
 * Reads the entities of keys, which are in order, as many at a time as the caller still takes and a page holds; more where some of
 * them are none.
 */
export async function* walkKeys(
  { partition, scope, type, accept, nodes, wanted, budget }: WalkContext,
  keys: readonly string[],
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const possible = keys.filter((key) => key !== '' && encodeKey(key).length <= maxEncodedKeyLength);
  let next = after === undefined ? 0 : indexBehind(possible, after);
  let lost = 0;
  while (next < possible.length) {
    const asked = possible.slice(next, next + Math.min(Math.max(wanted(), 2 * lost), maxPageSize));
    const currents = await readFirstCurrents(partition, scope, type, asked, budget);
    const some = asked.slice(0, currents.length);
    next += some.length;
    const read = some.map((key, index) => ({ rowKey: mainRowKey(key), current: currents[index] }));
    const found: Found[] = [];
    const portions = inTurns(scope.meter, read, nodes, ({ rowKey, current }): Found | undefined => {
      if (current === undefined) {
        leaveOut({ rowKey }, type, scope);
        return undefined;
      }
      const stored = current.state?.stored;
      const row = stored && accept(stored);
      return stored === undefined || row === undefined ? undefined : { rowKey, stored, row };
    });
    for await (const { items } of portions) found.push(...items);
    lost += read.length - found.length;
    const last = mainRowKey(some.at(-1) ?? '');
    const more = next < possible.length;
    const place = (): Position | undefined => (more ? ['after', last] : undefined);
    yield { found, more, seen: last, positionOf: behindRow, place, resume: () => Promise.resolve(place()) };
  }
}

function indexBehind(keys: readonly string[], position: Position): number {
  const [kind, rowKey] = position;
  const at = position.length === 2 && kind === 'after' ? keys.findIndex((key) => mainRowKey(key) === rowKey) : -1;
  if (at < 0) throw foreignPosition();
  return at + 1;
}
