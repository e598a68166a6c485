import { tomorrow } from '../../edm/tomorrow.ts';
import type { StorageScope } from '../../store/contract/store.ts';

/** The latest date that may be the newest of a report, by the clock of its request (see `tomorrow`). */
export function latestDate({ clock }: StorageScope): string {
  return tomorrow(clock.started);
}
