import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { type RunningAzurite, startAzurite } from './azurite.ts';

/** Runs a suite over each adapter: in-memory rows, and Table Storage on an Azurite of its own. */
export function describeRows(name: string, suite: (connect: () => Rows) => void): void {
  describe(`${name}, in memory`, () => {
    const rows = createMemoryRows();
    suite(() => rows);
  });

  describe(`${name}, Table Storage`, () => {
    let azurite: RunningAzurite;
    beforeAll(async () => {
      azurite = await startAzurite();
    });
    afterAll(async () => {
      await azurite.stop();
    });
    suite(() => connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString }));
  });
}
