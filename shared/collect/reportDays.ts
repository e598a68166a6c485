import type { EntityType } from '../edm/entityType.ts';

const known = new WeakMap<EntityType, readonly string[]>();

/** The days of every period a report can be about, as its rows name it: `7` for D7; none for a report without periods. */
export function reportDays(type: EntityType): readonly string[] {
  const { periods = [], versions = {} } = type.reportFunction ?? {};
  const days = known.get(type) ?? [
    ...new Set([...periods, ...Object.values(versions).flat()].flatMap((period) => /^D(\d+)$/.exec(period)?.[1] ?? [])),
  ];
  known.set(type, days);
  return days;
}
