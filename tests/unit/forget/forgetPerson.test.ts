/** npm run forget: counts, asks, waits, and says what it cannot reach. */
import { awaitForgetting, forgetPerson } from '../../../local/forget/forgetPerson.ts';
import type { AskService } from '../../../shared/collect/ledger/askService.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { forgetStage, forgetToken } from '../../support/forgetStage.ts';

let stage: Awaited<ReturnType<typeof forgetStage>>;
const sent: string[] = [];
let ask: AskService;
beforeAll(async () => {
  stage = await forgetStage();
  const { app } = stage;
  ask = async ({ method, path, headers, body }) => {
    sent.push(`${method} ${path}`);
    const Authorization = `Bearer ${app.sign(forgetToken)}`;
    const response = await app.fetch(`/v1.0/${path}`, {
      method,
      headers: { ...headers, Authorization },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      retryAfter: null,
      preferenceApplied: null,
      entityTag: null,
      body: await response.text(),
    };
  };
  await stage.send(users.name, [
    { id: 'a', userPrincipalName: 'Ada@Contoso.com', reportRefreshDate: '2026-11-24' },
    { id: 'b', displayName: "Ada O'Neil", reportRefreshDate: '2026-11-25' },
    { id: 'c', userPrincipalName: 'bob@contoso.com', reportRefreshDate: '2026-11-25' },
  ]);
  await stage.send(groups.name, [{ id: 'g', ownerPrincipalName: 'ada@contoso.com' }]);
});
afterAll(async () => await stage.app.stop());

const names = ['ada@contoso.com', "Ada O'Neil"];

test('counts and asks, and does nothing when the answer is no', async () => {
  const lines: string[] = [];
  const questions: string[] = [];
  const made = await forgetPerson({
    ask,
    names,
    mode: 'delete',
    tell: (line) => void lines.push(line),
    confirm: async (question) => {
      questions.push(question);
      return await Promise.resolve(false);
    },
    wait: async () => await Promise.resolve(false),
  });
  expect(made).toBeUndefined();
  expect(questions).toEqual([expect.stringMatching(/^3 rows name this person under 2 names\. Delete them/)]);
  expect(lines).toContain(`${users.name}: 2`);
  expect(lines).toContain(`${groups.name}: 1`);
  expect(sent.some((line) => line.startsWith('POST forgetRequests'))).toBe(false);
  // No address holds a name.
  expect(sent.join().toLowerCase()).not.toMatch(/ada|neil/);
});

test('makes the request, waits until upkeep has worked it off, and its receipt says what it cannot reach', async () => {
  const lines: string[] = [];
  let waits = 0;
  const made = await forgetPerson({
    ask,
    names,
    mode: 'delete',
    tell: (line) => void lines.push(line),
    confirm: async () => await Promise.resolve(true),
    wait: async () => {
      waits += 1;
      if (waits === 2) await stage.maintenance.run();
      return waits < 5;
    },
  });
  expect(waits).toBe(2);
  expect(made).toMatchObject({ state: 'walked', rowsDeleted: 2, rowsChanged: 1 });
  const said = lines.join('\n');
  expect(said).toMatch(/waiting, 0 rows[\s\S]*walked, 4 rows looked at[\s\S]*4 rows looked at, 2 deleted, 1 changed/);
  for (const word of ['backups', 'followers', 'Log Analytics', '30 days', 'Microsoft Graph'])
    expect(said).toContain(word);
  expect(await stage.all(users.name)).toMatchObject([{ id: 'c' }]);
});

test('who does not wait is told how to look again, and an error of the service is told', async () => {
  const id = await stage.forget(['cy@contoso.com']);
  const lines: string[] = [];
  await awaitForgetting(
    { ask, tell: (line) => void lines.push(line), wait: async () => await Promise.resolve(false) },
    id,
  );
  expect(lines.at(-1)).toContain(`npm run forget -- --request ${id}`);
  const task = {
    ask,
    mode: 'delete',
    tell: () => undefined,
    confirm: () => Promise.resolve(true),
    wait: () => Promise.resolve(false),
  };
  await expect(forgetPerson({ ...task, names: ['00'] })).rejects.toThrow(/400: Name 1 of 'names' is nobody's/);
  await expect(awaitForgetting(task, 'nobody')).rejects.toThrow('404');
});
