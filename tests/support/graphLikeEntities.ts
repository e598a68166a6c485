import type { Entity } from '../../shared/edm/entityType.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { dateFrom } from './dateFrom.ts';
import { entityOf } from './changes.ts';

/** Days a report covers, by its period; a report has one row for each of them. */
const periods = [7, 30, 90, 180] as const;
const day = 86_400_000;

/**
 * Entities as Microsoft Graph has them: every day four reports, which cover 7, 30, 90 and 180 days. `newest` is the last
 * refresh date (YYYY-MM-DD); as many days back as it takes. A count of users is in no order, and occurs several times.
 */
export function graphLikeEntities(count: number, newest: string): readonly Entity[] {
  const entities: Entity[] = [];
  for (let refresh = Date.parse(newest); ; refresh -= day) {
    for (const period of periods) {
      for (let back = 0; back < period; back += 1) {
        if (entities.length === count) return entities;
        entities.push(
          entityOf(counts, `${dateFrom(refresh, 0)}-${period}-${back}`, {
            reportRefreshDate: dateFrom(refresh, 0),
            reportDate: dateFrom(refresh, -back),
            reportPeriod: String(period),
            office365: BigInt((entities.length * 7919) % 4001),
          }),
        );
      }
    }
  }
}
