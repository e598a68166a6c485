import { nearestName } from '../../errors/nearestName.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** What somebody may have meant by a name a row does not have, or which names it has. */
export function nameHint(name: string, { columns, sets = [] }: RowShape): string {
  const names = [...columns.keys(), ...sets.map((set) => set.name)];
  const near = nearestName(name, names);
  return near === undefined ? `it has ${names.join(', ')}` : `did you mean '${near}'? Names are case-sensitive`;
}
