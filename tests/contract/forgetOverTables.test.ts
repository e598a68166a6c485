/** Persons are forgotten in Table Storage as in memory. */
import { office365ActiveUserDetail as users } from '../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { checkRows } from '../support/checkRows.ts';
import { forgetStage } from '../support/forgetStage.ts';
import { storageScope } from '../support/storageScope.ts';

let azurite: RunningAzurite;
let stage: Awaited<ReturnType<typeof forgetStage>>;
const connect = () => connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });
beforeAll(async () => {
  azurite = await startAzurite();
  stage = await forgetStage(undefined, connect());
});
afterAll(async () => {
  await stage.app.stop();
  await azurite.stop();
});

test('rows are deleted, or move to the pseudonym, index rows follow, and the names stay away', async () => {
  const { send, forget, state, all, maintenance } = stage;
  const row = (name: string, at: number) => ({
    reportRefreshDate: `2026-11-${10 + at}`,
    userPrincipalName: `${name}@contoso.com`,
  });
  const people = ['ada', 'bob', 'cy'].flatMap((name) => [0, 1, 2].map((at) => row(name, at)));
  await send(users.name, people);
  await send(groups.name, [{ id: 'g', ownerPrincipalName: 'ADA@contoso.com', groupDisplayName: 'Sales' }]);
  const [gone, hidden] = [await forget(['ada@contoso.com']), await forget(['BOB@contoso.com'], 'pseudonym')];
  expect(await maintenance.run()).toBe(true);
  expect(await state(gone)).toMatchObject({ state: 'walked', rowsDeleted: 3, rowsChanged: 1, rowsFailed: 0 });
  const { pseudonym, ...request } = await state(hidden);
  expect(request).toMatchObject({ state: 'walked', rowsChanged: 3, rowsFailed: 0, names: [] });
  const named = (await all(users.name)).map(({ userPrincipalName }) => userPrincipalName).sort();
  expect(named).toEqual(
    [...Array.from({ length: 3 }, () => pseudonym), ...Array.from({ length: 3 }, () => 'cy@contoso.com')].sort(),
  );
  expect(await all(groups.name)).toMatchObject([{ id: 'g', ownerPrincipalName: null }]);
  const again = await send(users.name, [row('ada', 5), row('bob', 5), row('cy', 5)]);
  expect(again.map(([, outcome]) => outcome)).toEqual(['forgotten', 'forgotten', 'created']);
  for (const type of [users, groups]) {
    const { faults } = await checkRows(connect(), storageScope({ tenant: stage.app.tenant }), type);
    expect([type.name, faults]).toEqual([type.name, []]);
  }
});
