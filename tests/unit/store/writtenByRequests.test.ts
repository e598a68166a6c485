/** What the requests of a caller write, by the shape of the report: as docs/scale.md has it, whatever the way. */
import { model } from '../../../shared/model/model.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { storageScope } from '../../support/storageScope.ts';
import { recordedRows, sizes } from '../../support/recordedRows.ts';
import type { StartedApp } from '../../support/testApp.ts';

const clock = { now: Date.parse('2026-01-10T02:00:00Z') };
const { rows, take } = recordedRows({ now: () => clock.now });
let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess({ rows });
});
afterAll(async () => await app.stop());

const night = { reportRefreshDate: '2026-01-09', reportPeriod: '30' };
const shapes = {
  series: {
    set: 'office365ActiveUserCounts',
    key: { ...night, reportDate: '2026-01-05' },
    figure: 'teams',
    moved: { reportDate: '2026-01-06' },
  },
  total: {
    set: 'office365ServicesUserCounts',
    key: night,
    figure: 'exchangeActive',
    moved: { reportRefreshDate: '2026-01-10' },
  },
  detail: {
    set: 'office365GroupsActivityDetail',
    key: { ...night, groupId: '7ac2e2a4-5b1d-4c8e-9f30-1d2c4e9b7a5e', groupDisplayName: 'Sales' },
    figure: 'memberCount',
    moved: { groupDisplayName: 'Marketing' },
  },
} as const;

test.each(Object.entries(shapes))('%s', async (_shape, { set, key, figure, moved }) => {
  const type = model.find(({ name }) => name === set)!;
  const indexes = type.indexes.length;
  const at = `/v1.0/${set}/row`;
  const whole = (value: number, more: object = {}) => ({ id: 'row', ...key, [figure]: value, ...more });
  const ask = async (method: string, path: string, json?: unknown, headers: Record<string, string> = {}) => {
    const content = { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(json) };
    const response = await app.fetch(path, { method, ...(json !== undefined && content) });
    await response.text();
    return [response.status, ...sizes(take())];
  };
  const bulk = async (value: readonly object[], prefer = 'continue-on-error') =>
    await ask('PATCH', `/v1.0/${set}`, { '@context': '#$delta', value }, { Prefer: prefer });
  const older = { reportRefreshDate: '2026-01-01', [figure]: 99 };
  const group = { atomicityGroup: 'g' };
  const batch = async (...requests: readonly object[]) => await ask('POST', '/v1.0/$batch', { requests });
  const part = (id: string, value: number, more: object = {}) => ({
    id,
    method: 'PATCH',
    url: `/${set}/row`,
    headers: { 'Content-Type': 'application/json' },
    body: { [figure]: value },
    ...more,
  });
  const removed = { '@removed': { reason: 'deleted' }, id: 'row' };
  // The first row of a set notes its beginning, once.
  await ask('POST', `/v1.0/${set}`, { ...whole(1), id: 'first' });

  const nothing = [0, 0];
  const created = [2 + indexes, 0];
  const changed = [2 + indexes, 1];
  const deleted = [1, 2 + indexes];
  const steps: readonly (readonly [what: string, ask: () => Promise<readonly number[]>, wanted: readonly number[]])[] =
    [
      ['POST', () => ask('POST', `/v1.0/${set}`, whole(1)), [201, ...created]],
      ['POST of what is there', () => ask('POST', `/v1.0/${set}`, whole(2)), [409, ...nothing]],
      ['PATCH without a change', () => ask('PATCH', at, whole(1)), [200, ...nothing]],
      ['PATCH of nothing', () => ask('PATCH', at, {}), [200, ...nothing]],
      ['PUT without a change', () => ask('PUT', at, whole(1)), [200, ...nothing]],
      ['PATCH of a figure', () => ask('PATCH', at, { [figure]: 2 }), [200, ...changed]],
      ['PUT of a figure', () => ask('PUT', at, whole(3)), [200, ...changed]],
      ['PUT of a property', () => ask('PUT', `${at}/${figure}`, { value: 10 }), [200, ...changed]],
      ['PUT of a property as it is', () => ask('PUT', `${at}/${figure}`, { value: 10 }), [200, ...nothing]],
      ['DELETE of a property', () => ask('DELETE', `${at}/${figure}`), [204, ...changed]],
      ['DELETE of what is null', () => ask('DELETE', `${at}/${figure}`), [204, ...nothing]],
      ['PATCH under a condition', () => ask('PATCH', at, { [figure]: 10 }, { 'If-Match': '*' }), [200, ...changed]],
      ['PATCH of an insert alone', () => ask('PATCH', at, whole(2), { 'If-None-Match': '*' }), [412, ...nothing]],
      // Each of its rows in an index is another.
      ['PATCH of an indexed value', () => ask('PATCH', at, moved), [200, 2 + indexes, 1 + indexes]],
      ['PATCH of it as it is', () => ask('PATCH', at, moved), [200, ...nothing]],
      ['PATCH back', () => ask('PATCH', at, key), [200, 2 + indexes, 1 + indexes]],
      ['an older report', () => ask('PATCH', at, older, { Prefer: 'keep-newer' }), [200, ...nothing]],
      ['older in bulk', () => bulk([{ id: 'row', ...older }], 'keep-newer'), [200, ...nothing]],
      ['bulk without a change, twice', () => bulk([whole(10), whole(10)]), [200, ...nothing]],
      ['bulk, two changes', () => bulk([whole(4), whole(5)]), [200, ...changed]],
      ['bulk, there and back', () => bulk([whole(4), whole(5)]), [200, ...nothing]],
      [
        'parts of a batch',
        () => batch(part('1', 6), part('2', 6), part('3', 7)),
        [200, ...changed.map((rows) => 2 * rows)],
      ],
      ['an atomic group', () => batch(part('1', 8, group), part('2', 9, group)), [200, ...changed]],
      ['DELETE', () => ask('DELETE', at), [204, ...deleted]],
      ['DELETE of what is gone', () => ask('DELETE', at), [404, ...nothing]],
      ['the same in bulk', () => bulk([removed]), [200, ...nothing]],
      ['PUT anew', () => ask('PUT', at, whole(1)), [201, ...created]],
      ['delete it', () => ask('DELETE', at), [204, ...deleted]],
      ['PATCH anew', () => ask('PATCH', at, whole(1)), [201, ...created]],
      ['delete in bulk', () => bulk([removed]), [200, ...deleted]],
      ['create and delete in one bulk', () => bulk([whole(1), removed]), [200, ...nothing]],
      ['anew in bulk, two changes', () => bulk([whole(1), whole(2)]), [200, ...created]],
      ['delete and create as it was', () => bulk([removed, whole(2)]), [200, ...nothing]],
    ];
  const found: unknown[] = [];
  for (const [what, asked] of steps) found.push([what, await asked()]);
  expect(found).toEqual(steps.map(([what, , wanted]) => [what, wanted]));

  // 31 days on upkeep takes one row for each delete, whatever came behind it.
  clock.now += 31 * 86_400_000;
  expect(await createStore(rows).maintain(storageScope({ tenant: app.tenant }), type)).toMatchObject({ purged: 3 });
  expect(sizes(take())).toEqual([0, 3]);
});
