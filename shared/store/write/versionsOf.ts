import { encodeKey } from '../rows/keyEncoding.ts';
import { newVersion } from './newVersion.ts';

/**
 * The versions of what is written together, by place: they ascend as the row keys do, so that its change rows, which stand in the order
 * of versions, and the rows they point to, are read alike. They are made when the first is asked for.
 *
 * @param keys the keys of the entities
 * @param time in milliseconds since the epoch
 */
export function versionsOf(keys: () => readonly string[], time: number): (at: number) => string {
  let made: readonly string[] | undefined;
  return (at) => {
    made ??= ascending(keys(), time);
    return made[at] ?? newVersion(time);
  };
}

function ascending(keys: readonly string[], time: number): readonly string[] {
  const versions = keys.map(() => newVersion(time));
  if (keys.length < 2) return versions;
  versions.sort();
  const places = keys.map((key, at) => ({ at, rowKey: encodeKey(key) }));
  places.sort((left, right) => (left.rowKey < right.rowKey ? -1 : 1));
  const placed: string[] = [];
  for (const [rank, { at }] of places.entries()) placed[at] = versions[rank] ?? newVersion(time);
  return placed;
}
