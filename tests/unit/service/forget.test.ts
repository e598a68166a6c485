/** Persons that are forgotten, end to end: the request, the walk of upkeep, what sends keep-newer, the end. */
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { forgetRequests as register } from '../../../shared/model/register/forgetRequests.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { forgetStage, forgetToken } from '../../support/forgetStage.ts';
import { importInto } from '../../support/importInto.ts';

const [minute, day] = [60_000, 86_400_000];
const stages: Awaited<ReturnType<typeof forgetStage>>[] = [];
afterAll(async () => await Promise.all(stages.map(async ({ app }) => await app.stop())));

async function start(...given: Parameters<typeof forgetStage>) {
  const stage = await forgetStage(...given);
  stages.push(stage);
  return stage;
}

const row = (userPrincipalName: string, reportRefreshDate = '2026-11-24', displayName = userPrincipalName) => ({
  reportRefreshDate,
  userPrincipalName,
  displayName,
  isDeleted: false,
  deletedDate: null,
});

/** A file of users as Microsoft Graph gives it. */
const fileOf = (...names: readonly string[]): string => {
  const header = documentedCsv[users.name] ?? '';
  const blanks = ','.repeat(header.split(',').length - 4);
  return [header, ...names.map((name) => `2026-11-26,${name},Somebody,False${blanks}`)].join('\r\n');
};

test('a person is deleted by the walk, stays away, and the register keeps digests alone', async () => {
  const { app, time, maintenance, forget, send, state, all, ask, lines } = await start();
  const people = [
    row('ada@contoso.com'),
    row('Ada@contoso.com', '2026-11-25'),
    row('ada@old.example', '2020-01-01'),
    row('bob@contoso.com'),
  ];
  await send(users.name, people);
  await send(groups.name, [{ id: 'g', groupDisplayName: 'Sales', ownerPrincipalName: 'ADA@contoso.com' }]);
  const id = await forget(['ada@contoso.com', 'ada@old.example']);
  expect(await state(id)).toMatchObject({ state: 'waiting', rowsLookedAt: 0 });
  expect(await maintenance.run()).toBe(true);
  // One minute for the instances, and twice what a write takes to appear.
  expect(time.waited).toBe(3 * minute);
  expect(await all(users.name)).toMatchObject([{ userPrincipalName: 'bob@contoso.com' }]);
  expect(await all(groups.name)).toMatchObject([{ id: 'g', groupDisplayName: 'Sales', ownerPrincipalName: null }]);
  const walked = await state(id);
  expect(walked).toMatchObject({
    state: 'walked',
    names: [],
    place: null,
    pseudonym: null,
    rowsLookedAt: 5,
    rowsDeleted: 3,
    rowsChanged: 1,
    rowsFailed: 0,
    sets: [`${users.name}: 4 looked at, 3 deleted, 0 changed`, `${groups.name}: 1 looked at, 0 deleted, 1 changed`],
  });
  expect(JSON.stringify(walked).toLowerCase()).not.toMatch(/ada@|_contoso/);
  expect(walked['digests']).toHaveLength(4);

  const again = [row('ADA@contoso.com', '2026-11-26'), row('cy@contoso.com', '2026-11-26')];
  expect((await send(users.name, again, 'keep-newer,dry-run')).map(([, outcome]) => outcome)).toEqual([
    'forgotten',
    'created',
  ]);
  expect(await send(users.name, again)).toMatchObject([
    [expect.any(String), 'forgotten'],
    [expect.any(String), 'created'],
  ]);
  expect(
    await send(groups.name, [{ id: 'h', groupDisplayName: 'New', ownerPrincipalName: 'ada@contoso.com' }]),
  ).toEqual([['h', 'forgotten']]);
  expect(
    await send(users.name, [{ id: 'x', ...row('ada@old.example') }, { id: 'y' }], 'keep-newer,return=minimal'),
  ).toEqual([['x', 'forgotten']]);
  const one = await ask('PATCH', `${users.name}('own')`, row('ada@contoso.com'), '', 'keep-newer');
  expect(one).toMatchObject({ status: 409, json: { error: { innerError: { code: 'personForgotten' } } } });
  expect(JSON.stringify([await all(users.name), await all(groups.name)]).toLowerCase()).not.toContain('ada@');
  expect(await all(groups.name)).toMatchObject([{ id: 'g' }, { id: 'h', ownerPrincipalName: null }]);
  const imported = await importInto(app, 'users.csv', fileOf('ADA@contoso.com', 'di@contoso.com', 'ada@old.example'));
  expect(imported).toMatchObject({ counts: { created: 1, forgotten: 2, failed: 0 }, failures: [] });
  expect(JSON.stringify(await all(users.name)).toLowerCase()).not.toContain('ada@');
  expect(await all('collectedReports')).toMatchObject([{ rowsCreated: 1, rowsForgotten: 2 }]);
  // What a caller writes without the preference is the caller's.
  expect(await send(users.name, [{ id: 'own', ...row('ada@contoso.com') }], 'continue-on-error')).toEqual([
    ['own', 'created'],
  ]);

  time.now += 29 * day;
  await maintenance.run();
  expect(await state(id)).toMatchObject({ state: 'walked', doneAt: null });
  for (let night = 0; night < 3; night += 1) {
    time.now += day;
    await maintenance.run();
  }
  expect(await state(id)).toMatchObject({ state: 'done', doneAt: expect.any(String) as string });
  expect(lines.join('').toLowerCase()).not.toMatch(/ada@|sales/);
});

test('under a pseudonym rows and nights still join, and a second request for the same person changes nothing', async () => {
  const { maintenance, forget, send, state, all } = await start();
  await send(users.name, [row('ada@contoso.com'), row('ada@old.example', '2026-11-20'), row('bob@contoso.com')]);
  const id = await forget(['ada@contoso.com', 'ada@old.example'], 'pseudonym');
  await maintenance.run();
  const { pseudonym } = (await state(id)) as { readonly pseudonym: string };
  const told = await send(users.name, [row('ada@contoso.com', '2026-11-26'), row('Ada@old.example', '2026-11-25')]);
  expect(told.map(([, outcome]) => outcome)).toEqual(['forgotten', 'forgotten']);
  const named = (await all(users.name)).filter(({ userPrincipalName }) => userPrincipalName === pseudonym);
  expect(named.map(({ displayName, reportRefreshDate }) => [displayName, reportRefreshDate]).sort()).toEqual(
    ['2026-11-20', '2026-11-24', '2026-11-25', '2026-11-26'].map((date) => [pseudonym, date]),
  );
  const subjects = new Set(named.map(({ id: key }) => String(key).split('_')[1]));
  expect(subjects.size).toBe(1);
  const again = await forget(['ada@contoso.com', 'ada@third.example'], 'pseudonym');
  await send(users.name, [row('ada@third.example', '2026-11-22')], 'continue-on-error');
  await maintenance.run();
  expect(await state(again)).toMatchObject({ state: 'walked', rowsChanged: 1 });
  const joined = (await all(users.name)).filter(({ userPrincipalName }) => userPrincipalName === pseudonym);
  expect(joined).toHaveLength(5);
  const last = await forget(['ada@contoso.com']);
  await maintenance.run();
  expect(await state(last)).toMatchObject({ rowsDeleted: 5 });
  expect(await all(users.name)).toMatchObject([{ userPrincipalName: 'bob@contoso.com' }]);
  expect((await send(users.name, [row('ada@third.example', '2026-11-26')]))[0]?.[1]).toBe('forgotten');
  expect(await all(users.name)).toHaveLength(1);
});

test('who is late is walked for too: upkeep that was stopped goes on, and counts each row once', async () => {
  let left = Infinity;
  const { maintenance, forget, send, state, all } = await start(({ table, operation }) => {
    if (table !== users.name || operation !== 'range') return undefined;
    left -= 1;
    return left < 0 ? { failBefore: { kind: 'forbidden' } } : undefined;
  });
  const people = Array.from({ length: 2500 }, (_, at) => ({
    id: `p${String(at).padStart(4, '0')}`,
    ...row(`user${at % 100}@contoso.com`),
  }));
  for (let at = 0; at < people.length; at += 1000) await send(users.name, people.slice(at, at + 1000));
  const id = await forget(['user7@contoso.com', 'user99@contoso.com']);
  // A page, and the rows of the person in it.
  left = 2;
  await expect(maintenance.run()).rejects.toThrow('the persons to forget');
  const stopped = await state(id);
  expect(stopped).toMatchObject({
    state: 'walking',
    rowsLookedAt: 1000,
    rowsDeleted: 20,
    place: `${users.name} e_p0999`,
  });
  const later = await forget(['user8@contoso.com']);
  left = Infinity;
  expect(await maintenance.run()).toBe(true);
  expect(await state(id)).toMatchObject({ state: 'walked', rowsLookedAt: 2500, rowsDeleted: 50 });
  expect(await state(later)).toMatchObject({ state: 'walked', rowsDeleted: 25 });
  const names = (await all(users.name)).map(({ userPrincipalName }) => userPrincipalName);
  expect(names.filter((name) => /^user(?:7|8|99)@/.test(String(name)))).toEqual([]);
});

test('where the register cannot be read nothing is stored under keep-newer, and a request that ended lets names in', async () => {
  let isBroken = false;
  const { app, time, forget, send, ask } = await start(({ table }) =>
    isBroken && table === register.name ? { failBefore: { kind: 'forbidden' } } : undefined,
  );
  const id = await forget(['ada@contoso.com']);
  expect((await send(users.name, [row('ada@contoso.com')]))[0]?.[1]).toBe('forgotten');
  time.now += 2 * minute;
  isBroken = true;
  const refused = await ask(
    'PATCH',
    users.name,
    { '@context': '#$delta', value: [row('bob@contoso.com')] },
    '',
    'keep-newer',
  );
  expect(refused.status).toBe(503);
  isBroken = false;
  const request = `${register.name}('${id}')`;
  expect((await ask('DELETE', request)).status).toBe(403);
  expect((await ask('DELETE', request, undefined, `Bearer ${app.sign(forgetToken)}`)).status).toBe(204);
  // Each instance reads the register anew every minute.
  time.now += 2 * minute;
  expect((await send(users.name, [row('ada@contoso.com')]))[0]?.[1]).toBe('created');
});
