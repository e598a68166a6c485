import type { Entity } from '../../edm/entityType.ts';

/** The most rows that a day has among some in the order of their days; 1 where there are none. */
export function mostOfDay(entities: readonly Entity[], day: string): number {
  let [most, rows] = [1, 0];
  let date: Entity[string] | undefined;
  for (const { [day]: next } of entities) {
    rows = next === date ? rows + 1 : 1;
    date = next;
    most = Math.max(most, rows);
  }
  return most;
}
