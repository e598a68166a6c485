/** An export that is restored and exported again; over Table Storage by night, and by day for some types in tests/infra/export.test.ts. */
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { connectTableRows } from '../../../shared/store/tables/connectTableRows.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../../shared/store/rows/rows.ts';
import { type RunningAzurite, startAzurite } from '../../support/azurite.ts';
import { backupStage, extremeItems } from '../../support/backupStage.ts';
import { isNight } from '../../support/sampled.ts';
import { sampledModel } from '../../support/sampledModel.ts';

const stage = backupStage();
const accounts: RunningAzurite[] = [];
/** Rows in an account of nobody else's. */
async function tableRows(): Promise<Rows> {
  const account = await startAzurite();
  accounts.push(account);
  return connectTableRows({ kind: 'connectionString', connectionString: account.connectionString });
}
afterAll(async () => {
  await stage.remove();
  await Promise.all(accounts.map(async (each) => await each.stop()));
});

test.each(isNight ? ['memory', 'Table Storage'] : ['memory'])(
  'each type with extremes and own ids comes back over %s, and the second export is equal byte for byte',
  async (where) => {
    const model = sampledModel([series, detail]);
    const rows = async (): Promise<Rows> => (where === 'memory' ? createMemoryRows() : await tableRows());
    const [first, second] = [
      await stage.start({ model, rows: await rows() }),
      await stage.start({ model, rows: await rows() }),
    ];
    for (const type of model) await stage.store(first, type.name, extremeItems(type));
    const [one, other] = [stage.newFolder(), stage.newFolder()];
    const manifest = await stage.exportTo(first, one);
    expect(Object.keys(manifest.sets).sort()).toEqual(model.map(({ name }) => name).sort());
    for (const [set, { parts }] of Object.entries(manifest.sets)) {
      expect([set, parts.map(({ kind, rows }) => [kind, rows])]).toEqual([set, [['full', 6]]]);
    }
    const lines = await stage.linesOf(one, detail.name);
    const empty = lines.map((line) => JSON.parse(line) as Record<string, unknown>).find(({ id }) => id === '😀');
    expect(Object.keys(empty ?? {})).toEqual(['id', ...Object.keys(detail.properties)]);
    expect(empty).toMatchObject({ userPrincipalName: null, assignedProducts: [] });
    expect(await stage.linesOf(one, series.name)).toContainEqual(
      expect.stringContaining('"teams":"9223372036854775807"'),
    );

    const { isWhole, sets } = await stage.restoreFrom(second, one);
    expect(isWhole).toBe(true);
    for (const type of model)
      expect([type.name, sets[type.name]]).toMatchObject([type.name, { created: 6, failed: 0 }]);
    expect(stage.digests(await stage.exportTo(second, other))).toEqual(stage.digests(manifest));
  },
  // All types over Table Storage, twice.
  isNight ? 1_800_000 : undefined,
);
