/** A person who is forgotten is in the file of the next night: the name is left out, or replaced, and counted. */
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { graphReports } from '../../support/graphReports.ts';
import { startCollector } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
afterAll(async () => await app.stop());

const people = ['ada@contoso.com', 'bob@contoso.com', 'cy@contoso.com'];
const chosen = { reports: [users.name] };

test.each<[mode: string, expected: readonly (string | RegExp)[]]>([
  ['delete', ['bob@contoso.com', 'cy@contoso.com']],
  ['pseudonym', [/^[0-9a-f]{32}$/, 'bob@contoso.com', 'cy@contoso.com']],
])('%s: a night later', async (mode, expected) => {
  app.begin('2026-04-11T04:30:00Z');
  app.publish(graphReports('2026-04-09', people));
  expect((await app.collect(chosen)).error).toBeUndefined();
  await app.forget(['ADA@contoso.com'], mode);
  app.publish(graphReports('2026-04-10', people));
  app.setTime('2026-04-12T04:30:00Z');
  const { error, lines } = await app.collect(chosen);
  expect(error).toBeUndefined();
  const { value } = await app.read(`/v1.0/${users.name}?$filter=reportRefreshDate eq 2026-04-10`);
  const names = value.map(({ userPrincipalName }) => String(userPrincipalName)).sort();
  expect(names).toHaveLength(expected.length);
  for (const each of expected)
    expect(names).toContainEqual(typeof each === 'string' ? each : expect.stringMatching(each));
  const [newest] = (await app.ledger(users.name)).filter(({ refreshDate }) => refreshDate === '2026-04-10');
  expect(newest).toMatchObject({ rowsForgotten: 1, rowsCreated: 2, rowsFailed: 0, complete: true });
  expect(JSON.stringify([value, lines]).toLowerCase()).not.toContain('ada@');
});
