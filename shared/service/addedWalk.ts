import type { Entity } from '../edm/entityType.ts';
import type { ForgetWalk } from '../store/contract/forgetting.ts';

const line = /^(\w+): (\d+) looked at, (\d+) deleted, (\d+) changed$/;

const numberIn = (value: unknown): bigint => (typeof value === 'bigint' ? value : 0n);

/** A request to forget a person with what a walk through a part of a set came to, and where it goes on. */
export function addedWalk(entity: Entity, set: string, walked: ForgetWalk, place: string | null): Entity {
  const { deleted = 0, changed = 0 } = walked.counts.get(entity.id) ?? {};
  const sets = Array.isArray(entity['sets']) ? (entity['sets'] as readonly string[]) : [];
  const own = sets.findIndex((text) => line.exec(text)?.[1] === set);
  const [, , looked = 0, before = 0, other = 0] = (line.exec(sets[own] ?? '') ?? []).map(Number);
  const told = `${set}: ${looked + walked.looked} looked at, ${before + deleted} deleted, ${other + changed} changed`;
  return {
    ...entity,
    state: 'walking',
    place,
    rowsLookedAt: numberIn(entity['rowsLookedAt']) + BigInt(walked.looked),
    rowsDeleted: numberIn(entity['rowsDeleted']) + BigInt(deleted),
    rowsChanged: numberIn(entity['rowsChanged']) + BigInt(changed),
    rowsFailed: numberIn(entity['rowsFailed']) + BigInt(walked.failed),
    sets: own < 0 ? [...sets, told] : sets.with(own, told),
  };
}
