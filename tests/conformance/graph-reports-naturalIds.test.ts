/**
 * Rows that come without an id get that of their report, date, period and subject, where they have them:
 * insert (Protocol 4.01, 11.4.2) and update of a collection (11.4.13).
 */
import { jsonBatches } from '../support/batch.ts';
import { answered, outcomes, payload } from '../support/bulk.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import { documentedBody, newId } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';

type Json = Readonly<Record<string, unknown>>;

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const send = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  await app.fetch(`/v1.0/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const night = { reportRefreshDate: '2026-11-28', reportPeriod: '7' };

const named: readonly (readonly [set: string, body: Json, id: string])[] = [
  ['office365ActiveUserCounts', { ...night, reportDate: '2026-11-26' }, '2026-11-26'],
  ['oneDriveUsageStorage', { ...night, reportDate: '2026-11-26', siteType: 'OneDrive' }, '2026-11-26_OneDrive'],
  ['oneDriveUsageStorage', { ...night, reportDate: '2026-11-26', siteType: null }, '2026-11-26'],
  ['office365ServicesUserCounts', night, '2026-11-28_7'],
  ['office365ActivationCounts', { ...night, reportPeriod: undefined, productType: 'VISIO' }, '2026-11-28_VISIO'],
  ['office365GroupsActivityDetail', { ...night, groupId: 'g' }, `2026-11-28_7_${uuid}`],
  ['office365GroupsActivityDetail', { ...night, groupDisplayName: '' }, `2026-11-28_7_${uuid}`],
  ['office365ActiveUserDetail', { reportRefreshDate: '2026-11-28', userPrincipalName: 'ada@x' }, `2026-11-28_${uuid}`],
];

test.each(named)('%s %j', async (set, body, id) => {
  const first = await send('POST', set, body);
  expect(first.status).toBe(201);
  const stored = (await first.json()) as { readonly id: string };
  expect(stored.id).toMatch(new RegExp(`^${id}$`));
  expect(JSON.stringify(stored.id)).not.toContain('ada');
  expect(first.headers.get('location')).toBe(`${app.publicUrl}/v1.0/${set}('${encodeURIComponent(stored.id)}')`);
  expect((await app.fetch(`/v1.0/${set}/${encodeURIComponent(stored.id)}`)).status).toBe(200);
  await expectError(await send('POST', set, body), 'nameAlreadyExists', { target: 'id' });
  // The same row in a delta payload, by itself and among others, and in a batch.
  const again = await answered(await send('PATCH', set, payload(body, body)));
  expect(again.value.map((item) => [item['id'], item['@reports.outcome']])).toEqual([
    [stored.id, 'unchanged'],
    [stored.id, 'unchanged'],
  ]);
  const headers = { 'Content-Type': 'application/json' };
  const parts = await jsonBatches(app).send([{ id: '1', method: 'POST', url: set, headers, body }]);
  expect(parts[0]?.status).toBe(409);
});

test.each([
  ['the date is missing', 'office365ActiveUserCounts', night],
  ['the date is null', 'office365ActiveUserCounts', { ...night, reportDate: null }],
  ['the site type is missing', 'oneDriveUsageStorage', { ...night, reportDate: '2026-11-20' }],
  ['the period is missing', 'office365ServicesUserCounts', { reportRefreshDate: '2026-11-20' }],
  ['nothing says whom it is about', 'office365GroupsActivityDetail', { ...night, memberCount: 5 }],
  ['a part of the name is missing', 'yammerGroupsActivityDetail', { ...night, groupDisplayName: 'Sales' }],
])('a GUID when %s', async (_what, set, body) => {
  const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (let time = 0; time < 2; time += 1) {
    const response = await send('POST', set, body);
    expect([response.status, await response.json()]).toEqual([
      201,
      expect.objectContaining({ id: expect.stringMatching(guid) as string }),
    ]);
  }
  const answer = await answered(await send('PATCH', set, payload(body, body)));
  expect(outcomes(answer)).toEqual(['created', 'created']);
  expect(answer.value[0]?.['id']).toMatch(guid);
});

test('an id of the caller goes before, in whatever form', async () => {
  for (const id of [newId(), '2026-11-26_mine', 'x y', 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3']) {
    const response = await send('POST', 'office365ActiveUserCounts', { id, ...documentedBody });
    expect([response.status, ((await response.json()) as Json)['id']]).toEqual([201, id]);
  }
  const answer = await answered(
    await send('PATCH', 'office365ActiveUserCounts', payload({ id: 'own', ...documentedBody })),
  );
  expect(answer.value[0]?.['id']).toBe('own');
});

test('the names of the properties count, not how the values are written', async () => {
  const body = { '@odata.type': '#microsoft.graph.office365ActiveUserCounts', id: null, reportDate: '2024-02-29' };
  expect(await (await send('POST', 'office365ActiveUserCounts', body)).json()).toMatchObject({ id: '2024-02-29' });
  await expectError(
    await send('POST', 'office365ActiveUserCounts', { reportDate: '2023-02-29' }),
    'invalidPropertyValue',
  );
});
