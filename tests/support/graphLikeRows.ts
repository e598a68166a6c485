import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { graphLikeEntities } from './graphLikeEntities.ts';
import { writeEntities } from './writeEntities.ts';

/** Writes so many entities as Microsoft Graph has them, up to the newest refresh date (YYYY-MM-DD). */
export async function graphLikeRows(rows: Rows, scope: StorageScope, entities: number, newest: string): Promise<void> {
  await writeEntities(rows, scope, counts, graphLikeEntities(entities, newest));
}
