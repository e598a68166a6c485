import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { checkRows } from './checkRows.ts';
import { entityModel } from './entityModel.ts';
import { isLinearizable } from './linearizable.ts';
import type { SeenHistory } from './recordHistory.ts';
import { storageScope } from './storageScope.ts';

/** Every entity behaved as if one request after the other had been carried out; nobody invented an entity tag twice. */
export function expectLinearizable({ byKey }: SeenHistory): void {
  for (const [key, history] of byKey) {
    if (!isLinearizable(history, entityModel)) {
      const lines = history.toSorted((left, right) => left.invoked - right.invoked).map((each) => JSON.stringify(each));
      throw new Error(`The history of ${key} is not linearizable:\n${lines.join('\n')}`);
    }
  }
}

/** All rows a tenant has in the one set that a recorded history is about agree with each other. `rows` must not fail. */
export async function expectAgreement(rows: Rows, tenant: string): Promise<void> {
  const { entities, tombstones, faults } = await checkRows(rows, storageScope({ tenant }), office365ActiveUserCounts);
  expect([entities + tombstones > 0, faults]).toEqual([true, []]);
}
