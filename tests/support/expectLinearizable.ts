import { model } from '../../shared/model/model.ts';
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

/** All rows a tenant has agree with each other. `rows` must not fail. */
export async function expectAgreement(rows: Rows, tenant: string): Promise<void> {
  const reports = await Promise.all(model.map(async (type) => await checkRows(rows, storageScope({ tenant }), type)));
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
}
