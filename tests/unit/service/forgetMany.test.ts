/** Many requests to forget persons at once: what the walk takes beside the rows it reads. */
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { forgetRequests as register } from '../../../shared/model/register/forgetRequests.ts';
import { forgetStage } from '../../support/forgetStage.ts';

test('a walk for many requests remembers its place for all of them together, and not with every page', async () => {
  const asked: Record<string, number> = {};
  let isCounted = false;
  const { app, maintenance, forget, send, state, all } = await forgetStage(({ table, operation }) => {
    if (isCounted) asked[`${table} ${operation}`] = (asked[`${table} ${operation}`] ?? 0) + 1;
    return isCounted && table === users.name && operation === 'range' ? { endPageAfter: 15 } : undefined;
  });
  const people = Array.from({ length: 600 }, (_, at) => ({
    id: `p${String(at).padStart(4, '0')}`,
    userPrincipalName: `user${at}@contoso.example`,
  }));
  await send(users.name, people);
  const ids: string[] = [];
  for (let at = 0; at < 40; at += 1) ids.push(await forget([at === 7 ? 'user415@contoso.example' : `nobody${at}@x`]));
  isCounted = true;
  expect(await maintenance.run()).toBe(true);
  isCounted = false;
  const { [`${register.name} transact`]: writes = 0, [`${register.name} get`]: reads = 0 } = asked;
  // 40 pages: the place is remembered behind 20 of them, the one with the row, at the end, and in the other set.
  expect(writes).toBeLessThan(20);
  expect(reads + (asked[`${register.name} range`] ?? 0)).toBeLessThan(30);
  for (const id of ids) {
    const walked = { state: 'walked', rowsLookedAt: 600, rowsDeleted: id === ids[7] ? 1 : 0 };
    expect(await state(id)).toMatchObject(walked);
  }
  expect(await all(users.name)).toHaveLength(599);
  await app.stop();
});
