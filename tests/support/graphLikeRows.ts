import { office365ActiveUserCounts as counts } from '../../shared/model/office365ActiveUserCounts.ts';
import { layout } from '../../shared/store/layout.ts';
import { maxOperations, type RowOperation, type Rows } from '../../shared/store/rows.ts';
import type { StorageScope } from '../../shared/store/store.ts';
import { entityOf } from './changes.ts';

/** Days a report covers, by its period; a report has one row for each of them. */
const periods = [7, 30, 90, 180] as const;
const day = 86_400_000;

/**
 * Writes entities as Microsoft Graph has them, straight to the row port: every day four reports, which cover 7, 30, 90
 * and 180 days up to two days before. `newest` is the last refresh date (YYYY-MM-DD); as many days back as it takes.
 */
export async function graphLikeRows(rows: Rows, scope: StorageScope, entities: number, newest: string): Promise<void> {
  const partition = rows.partition(scope, counts.name);
  let operations: RowOperation[] = [];
  const flush = async () => {
    const outcome = await partition.transact(operations);
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    operations = [];
  };
  let written = 0;
  for (let refresh = Date.parse(newest); written < entities; refresh -= day) {
    for (const period of periods) {
      for (let back = 0; back < period && written < entities; back += 1) {
        const entity = entityOf(counts, `${dateOf(refresh)}-${period}-${back}`, {
          reportRefreshDate: dateOf(refresh),
          reportDate: dateOf(refresh - back * day),
          reportPeriod: String(period),
          office365: BigInt(written),
        });
        const version = String(written).padStart(16, '0');
        const state = { stored: { entity, version }, stamp: refresh + written, earlier: [] };
        if (operations.length + 4 > maxOperations) await flush();
        operations.push(...layout(counts, undefined, state));
        written += 1;
      }
    }
  }
  await flush();
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
