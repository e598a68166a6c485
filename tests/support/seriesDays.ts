import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { entityOf } from './changes.ts';
import { dateBack } from './walkedTables.ts';

/** Rows of more days than a period has, each refreshed two days after it, of some kinds or one without; in no order of their ids. */
export const seriesDays = (type: EntityType, kinds: readonly (string | null)[]): readonly Entity[] =>
  Array.from({ length: 200 }, (_, at) => at).flatMap((back) =>
    kinds.map((siteType, kind) =>
      entityOf(type, `id-${(back * 7919) % 10_007}-${kind}`, {
        reportDate: dateBack(back),
        reportRefreshDate: dateBack(Math.max(0, back - 2)),
        reportPeriod: '30',
        ...(siteType !== null && { siteType }),
      }),
    ),
  );
