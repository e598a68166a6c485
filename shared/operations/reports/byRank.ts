import type { Entity, EntityType } from '../../edm/entityType.ts';
import { naturalId } from '../../edm/naturalId.ts';
import type { ReportParts } from './reportParts.ts';

function daysOf(entity: Entity, { period }: ReportParts): number {
  const text = period === undefined ? null : entity[period.name];
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : Infinity;
}

/** True when a row stands under the id that its own values give it. */
function hasNaturalId(type: EntityType, entity: Entity): boolean {
  return naturalId(type, entity) === entity.id;
}

/**
 * The order in which rows of one day are chosen, the best first: the newer refresh date, the period in `days` that was
 * asked for, the shorter period, the row under its natural id, and the lower id. A refresh date after `latest` counts as none.
 */
export function byRank(
  type: EntityType,
  parts: ReportParts,
  { days, latest }: { readonly days: string; readonly latest: string },
): (left: Entity, right: Entity) => number {
  const refreshed = (entity: Entity): string => {
    const date = entity[parts.refreshDate.name];
    return typeof date === 'string' && date <= latest ? date : '';
  };
  const isAsked = (entity: Entity): number => Number(parts.period !== undefined && entity[parts.period.name] === days);
  return (left, right) => {
    const [newer, older] = [refreshed(left), refreshed(right)];
    if (newer !== older) return newer > older ? -1 : 1;
    if (isAsked(left) !== isAsked(right)) return isAsked(right) - isAsked(left);
    const [shorter, longer] = [daysOf(left, parts), daysOf(right, parts)];
    if (shorter !== longer) return shorter - longer;
    const [natural, other] = [left, right].map((entity) => Number(hasNaturalId(type, entity)));
    return (other ?? 0) - (natural ?? 0) || (left.id < right.id ? -1 : 1);
  };
}
