import { ageProperty } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365ServicesUserCounts as total } from '../../../shared/model/microsoft365/office365ServicesUserCounts.ts';
import { teamsUserActivityUserDetail as detail } from '../../../shared/model/teams/teamsUserActivityUserDetail.ts';
import { retentionRowKey } from '../../../shared/store/retention/retentionState.ts';
import type { MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { agedRows } from '../../support/agedRows.ts';
import { patch } from '../../support/changes.ts';
import { sampled } from '../../support/sampled.ts';

type Aged = ReturnType<typeof agedRows>;

/** Rows of so many days back, of some periods and names where the type has them, and two without a date. */
function rowsOf(aged: Aged, type: typeof series | typeof total | typeof detail, days: number) {
  const property = ageProperty(type) ?? '';
  const periods = type.shape === 'series' ? [''] : ['7', '30', '180', ''];
  const names = type.shape === 'detail' ? ['ada', 'bob'] : [''];
  const dated = Array.from({ length: days }, (_, back) => aged.dateBefore(back)).flatMap((date) =>
    periods.flatMap((period) =>
      names.map((name) => ({
        id: `${date}_${period}_${name}`,
        [property]: date,
        ...(period !== '' && { reportPeriod: period }),
        ...(name !== '' && { userPrincipalName: name }),
      })),
    ),
  );
  return [...dated, { id: 'undated_1' }, { id: 'undated_2', ...(type.shape !== 'series' && { reportPeriod: '7' }) }];
}

describe.each([
  ['series', series, 800],
  ['total', total, 200],
  ['detail', detail, 120],
] as const)('rows of a %s', (_shape, type, days) => {
  test('go when they are older than they are kept, and no others; followers hear of it', async () => {
    const aged = agedRows(type);
    const rows = rowsOf(aged, type, days);
    await aged.put(rows);
    const { since } = await aged.store().startTracking(aged.scope(), type);
    aged.settings.days = 60;
    const last = await aged.nights();
    const kept = aged.dateBefore(60);
    const staying = rows.filter(({ id }) => id.startsWith('undated') || id.slice(0, 10) >= kept).map(({ id }) => id);
    expect(await aged.ids()).toEqual(staying.sort());
    expect(last).toEqual({ expired: rows.length - staying.length, undated: 2, keptSince: kept, complete: true });
    expect(await aged.check()).toMatchObject({ entities: staying.length, faults: [] });
    const deleted = new Set<string>();
    let cursor: Parameters<ReturnType<Aged['store']>['changes']>[2] = { since };
    do {
      const page = await aged.store().changes(aged.scope(), type, cursor, 1000);
      for (const change of page.changes) if (change.kind === 'deleted') deleted.add(change.key);
      ({ cursor } = page);
    } while (cursor.after !== undefined);
    expect([...deleted].sort()).toEqual(
      rows
        .map(({ id }) => id)
        .filter((id) => !staying.includes(id))
        .sort(),
    );
    // Every night from then on those of one day, and each only once.
    expect(await aged.night()).toMatchObject({ expired: rows.filter(({ id }) => id.startsWith(kept)).length });
    expect(await aged.night(0)).toMatchObject({ expired: 0 });
  });

  test('each of seven nights logs what would go, and a dry run says it at once and writes nothing', async () => {
    const aged = agedRows(type);
    await aged.put(rowsOf(aged, type, 100));
    aged.settings.days = 90;
    const before = await aged.ids();
    const [kept, perDay] = [aged.dateBefore(90), (before.length - 2) / 100];
    expect(await aged.store().wouldExpire(aged.scope(), type)).toEqual({
      keptSince: kept,
      rows: 9 * perDay,
      undated: 2,
    });
    expect(await aged.memory.partition(aged.scope(), type.name).get(retentionRowKey)).toMatchObject({
      value: { row: undefined },
    });
    for (let night = 1; night <= 7; night += 1) {
      aged.clock.now += 86_400_000;
      const scope = aged.scope();
      const rows = (9 + night) * perDay;
      const pending = { days: 90, nights: night, keptSince: aged.dateBefore(90), rows };
      expect(await aged.store().retain(scope, type)).toEqual({ expired: 0, pending, complete: true });
      expect(scope.logged).toEqual([{ level: 'warning', message: expect.stringContaining('will be deleted') }]);
    }
    expect(await aged.ids()).toEqual(before);
    expect(await aged.night()).toMatchObject({ expired: 17 * perDay });
  });

  test('a setting that is left out again deletes nothing', async () => {
    const aged = agedRows(type);
    await aged.put(rowsOf(aged, type, 50));
    aged.settings.days = 31;
    for (let night = 0; night < 7; night += 1) await aged.night();
    aged.settings.days = undefined;
    const before = await aged.ids();
    expect(await aged.night()).toEqual({ expired: 0, complete: true });
    aged.settings.days = 31;
    expect(await aged.night()).toMatchObject({ expired: 0, pending: { nights: 1 } });
    expect(await aged.ids()).toEqual(before);
  });

  test.each(sampled([1, 2, 3, 5, 8, 13, 21, 34], 3))(
    'stopped at every %ith request it comes to the same',
    async (every) => {
      let [requests, isFaulty, kinds] = [0, false, 0];
      const faults: readonly MemoryFault[] = [
        { failBefore: { kind: 'unavailable' } },
        { failAfter: { kind: 'timeout' } },
        { endPageAfter: 3 },
      ];
      const aged = agedRows(type, () => {
        requests += 1;
        if (!isFaulty || requests % (every + 1) !== 0) return undefined;
        kinds += 1;
        return faults[kinds % faults.length];
      });
      const rows = rowsOf(aged, type, 45);
      await aged.put(rows);
      aged.settings.days = 31;
      for (let night = 0; night < 7; night += 1) await aged.night();
      isFaulty = true;
      aged.clock.now += 86_400_000;
      for (let looks = 0; looks < 200; looks += 1) {
        const looked = await aged
          .store()
          .retain(aged.scope(), type)
          .catch(() => undefined);
        if (looked?.complete === true) break;
      }
      isFaulty = false;
      expect(await aged.night(0)).toMatchObject({ expired: 0, undated: 2, complete: true });
      const kept = aged.dateBefore(31);
      expect((await aged.ids()).filter((id) => !id.startsWith('undated') && id < kept)).toEqual([]);
      expect((await aged.ids()).length).toBe(
        rows.filter(({ id }) => id.startsWith('undated') || id.slice(0, 10) >= kept).length,
      );
      expect(await aged.check()).toMatchObject({ faults: [] });
    },
  );
});

test('a row that its caller changes meanwhile is judged as it is; one that is stored too old goes the next night', async () => {
  const aged = agedRows(series);
  await aged.put([
    { id: 'moves', reportDate: aged.dateBefore(100) },
    { id: 'old', reportDate: aged.dateBefore(100) },
  ]);
  aged.settings.days = 60;
  for (let night = 0; night < 7; night += 1) await aged.night();
  await aged.put([{ id: 'moves', reportDate: aged.dateBefore(1) }]);
  expect(await aged.night()).toMatchObject({ expired: 1 });
  expect(await aged.ids()).toEqual(['moves']);
  await aged.put([{ id: 'own', reportDate: aged.dateBefore(400) }]);
  expect(await aged.ids()).toEqual(['moves', 'own']);
  expect(await aged.night()).toMatchObject({ expired: 1 });
  expect(await aged.ids()).toEqual(['moves']);
});

test('two at once delete each row once', async () => {
  const aged = agedRows(detail);
  await aged.put(rowsOf(aged, detail, 60));
  aged.settings.days = 31;
  for (let night = 0; night < 7; night += 1) await aged.night();
  aged.clock.now += 86_400_000;
  const looks = await Promise.all([1, 2, 3].map(async () => await aged.store().retain(aged.scope(), detail)));
  const rest = await aged.night(0);
  const all = looks.reduce((sum, { expired }) => sum + expired, rest.expired);
  expect(all).toBe(36 * 8);
  expect(await aged.check()).toMatchObject({ faults: [] });
});

test('a row that cannot be read keeps none of the others', async () => {
  const aged = agedRows(series);
  await aged.put([
    { id: 'bad', reportDate: aged.dateBefore(99) },
    { id: 'good', reportDate: aged.dateBefore(98) },
  ]);
  const partition = aged.memory.partition(aged.scope(), series.name);
  await partition.transact([{ kind: 'upsert', row: { rowKey: 'e_bad', properties: { id: 'bad' } } }]);
  aged.settings.days = 60;
  expect(await aged.nights()).toMatchObject({ expired: 1, complete: true });
});

test('the oldest date that is kept is known to writers, by one request, and only where it counts', async () => {
  const aged = agedRows(series);
  await aged.put([{ id: 'one', reportDate: aged.dateBefore(1) }]);
  const keptSince = async () => await aged.store().keptSince(aged.scope(), series);
  aged.settings.days = 60;
  expect(await keptSince()).toBeUndefined();
  await aged.nights();
  expect(await keptSince()).toBe(aged.dateBefore(60));
  aged.settings.days = 400;
  expect(await keptSince()).toBe(aged.dateBefore(400));
  aged.settings.days = 31;
  expect(await keptSince()).toBe(aged.dateBefore(60));
  aged.settings.days = undefined;
  const scope = aged.scope();
  expect(await aged.store().keptSince(scope, series)).toBeUndefined();
  expect(scope.usage.requests).toBe(0);
});

test('every report has a date of age that an index leads to; the ledger has none and is kept', () => {
  for (const type of model) {
    const property = ageProperty(type);
    expect([type.name, property === undefined]).toEqual([type.name, type.shape === undefined]);
    if (property === undefined) continue;
    const places = type.indexes.map(({ parts }) => parts.findIndex((part) => part.property === property));
    expect(Math.min(...places.filter((place) => place >= 0))).toBeLessThanOrEqual(1);
  }
  expect(office365ActiveUserDetail.indexes[0]?.parts[0]?.property).toBe(ageProperty(office365ActiveUserDetail));
});

test("a tenant's rows are removed whole, of every kind, and no other's", async () => {
  let isFaulty = false;
  let requests = 0;
  const aged = agedRows(detail, () => {
    requests += 1;
    return isFaulty && requests % 4 === 0 ? { failAfter: { kind: 'timeout' } } : undefined;
  });
  await aged.put(rowsOf(aged, detail, 60));
  const other = { ...aged.scope(), tenant: 'other' };
  await aged.store().commit(other, detail, [patch(detail, 'stays', {})]);
  isFaulty = true;
  let complete = false;
  for (let calls = 0; calls < 200 && !complete; calls += 1) {
    ({ complete } = await aged
      .store()
      .removeAll(aged.scope(), detail)
      .catch(() => ({ complete: false })));
  }
  isFaulty = false;
  expect(complete).toBe(true);
  const left = await aged.memory.partition(aged.scope(), detail.name).range({ from: '', to: '\uffff' });
  expect(left).toMatchObject({ value: { rows: [] } });
  expect((await aged.store().read(other, detail, 'stays'))?.entity.id).toBe('stays');
});
