import { dateOfDay } from '../../edm/dayNumber.ts';
import type { StorageScope } from '../../store/contract/store.ts';

const millisecondsOfDay = 86_400_000;

/**
 * The latest date that may be the newest of a report: tomorrow in UTC, when it is tomorrow somewhere already. One beyond it
 * is a mistake, and must not hide what comes until it is reached.
 */
export function latestDate({ clock }: StorageScope): string {
  const tomorrow = Math.floor(clock.started / millisecondsOfDay) + 1;
  return dateOfDay(BigInt(tomorrow)) ?? '9999-12-31';
}
