/** What is too old: what bulk upserts, upkeep and its command make of it. */
import { collectedReports } from '../../../shared/model/ledger/collectedReports.ts';
import { reportCoverage } from '../../../shared/model/ledger/reportCoverage.ts';
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { createMaintenance } from '../../../shared/service/createMaintenance.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';
import { createStore, type RetentionDays } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch } from '../../support/changes.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { storageScope } from '../../support/storageScope.ts';
import type { StartedApp } from '../../support/testApp.ts';

const day = 86_400_000;
const clock = { now: Date.now() };
const dateBefore = (days: number): string => dateFrom(clock.now, -days);

describe('a bulk upsert', () => {
  const rows = createMemoryRows({ now: () => clock.now });
  let app: StartedApp;
  beforeAll(async () => {
    app = await startInProcess({ rows, retention: { series: 60 } });
    const store = createStore(rows, undefined, { series: 60 });
    for (let night = 0; night < 8; night += 1) {
      await store.retain(storageScope({ tenant: app.tenant }), series);
      clock.now += day;
    }
  });
  afterAll(async () => await app.stop());

  async function send(prefer: string, items: readonly object[]) {
    const response = await app.fetch(`/v1.0/${series.name}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Prefer: prefer },
      body: JSON.stringify({ '@context': '#$delta', value: items }),
    });
    const { value } = JSON.parse((await response.text()) || '{"value":[]}') as { value: Record<string, unknown>[] };
    return value.map((item) => [item['id'], item['@reports.outcome']]);
  }
  const stored = async (id: string) => (await app.fetch(`/v1.0/${series.name}('${id}')`)).status;
  const items = () => [
    { id: 'old', reportDate: dateBefore(61), teams: 1 },
    { id: 'kept', reportDate: dateBefore(60), teams: 1 },
    { id: 'undated', teams: 1 },
  ];

  test('under keep-newer what is too old is told as expired and not stored', async () => {
    expect(await send('keep-newer,continue-on-error,dry-run', items())).toEqual([
      ['old', 'expired'],
      ['kept', 'created'],
      ['undated', 'created'],
    ]);
    expect([await stored('old'), await stored('kept'), await stored('undated')]).toEqual([404, 404, 404]);
    expect(await send('keep-newer,continue-on-error', items())).toEqual([
      ['old', 'expired'],
      ['kept', 'created'],
      ['undated', 'created'],
    ]);
    expect([await stored('old'), await stored('kept'), await stored('undated')]).toEqual([404, 200, 200]);
    expect(await send('keep-newer', [{ id: 'old', reportDate: dateBefore(61) }])).toEqual([['old', 'expired']]);
    expect(await send('keep-newer,return=minimal', items())).toEqual([['old', 'expired']]);
  });

  test("a caller's own writes are stored, and what a write leaves alone counts as it is stored", async () => {
    expect(await send('continue-on-error', [{ id: 'own', reportDate: dateBefore(99) }])).toEqual([['own', 'created']]);
    expect(await send('keep-newer,continue-on-error', [{ id: 'own', teams: 5 }])).toEqual([['own', 'expired']]);
    const own = await app.fetch(`/v1.0/${series.name}('alone')`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Prefer: 'keep-newer' },
      body: JSON.stringify({ reportDate: dateBefore(99) }),
    });
    expect(own.status).toBe(201);
  });

  test('other reports are not touched', async () => {
    const response = await app.fetch(`/v1.0/${detail.name}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Prefer: 'keep-newer' },
      body: JSON.stringify({ '@context': '#$delta', value: [{ id: 'x', reportRefreshDate: dateBefore(999) }] }),
    });
    expect(await response.text()).toContain('"@reports.outcome":"created"');
  });
});

describe('upkeep', () => {
  const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
  const other = '11111111-2222-4333-8444-555555555555';
  const reports = [series, detail];
  const model = [...reports, collectedReports, reportCoverage];

  function upkeep(retention: RetentionDays, timeLimit = 600_000) {
    const rows = createMemoryRows({ now: () => clock.now });
    const store = createStore(rows, undefined, retention);
    const lines: { readonly level: string; readonly message: string; readonly detail?: Record<string, unknown> }[] = [];
    const log = createServiceLog((line) => void lines.push(JSON.parse(line) as (typeof lines)[number]));
    const gate = { authenticate: () => Promise.reject(new Error('nobody')), keysReachable: () => Promise.resolve() };
    const parts = { model, store, gate, publicUrl: 'https://reports.example', log };
    return { store, lines, maintenance: createMaintenance(parts, { auth: { tenants: [tenant] }, timeLimit }) };
  }
  const old = { reportDate: '2020-01-01', reportRefreshDate: '2020-01-01' };

  test('deletes set by set after its seven nights, and its log tells', async () => {
    const { store, lines, maintenance } = upkeep({ series: 31, detail: 90 });
    for (const type of reports) await store.commit(storageScope({ tenant }), type, [patch(type, 'a', old)]);
    expect(await maintenance.wouldExpire()).toEqual([
      { tenant, set: series.name, keptSince: dateBefore(31), rows: 1, undated: 0 },
      { tenant, set: detail.name, keptSince: dateBefore(90), rows: 1, undated: 0 },
    ]);
    for (let night = 0; night < 8; night += 1) {
      for (const type of reports) expect(await store.read(storageScope({ tenant }), type, 'a')).toBeDefined();
      lines.length = 0;
      expect(await maintenance.run()).toBe(true);
      clock.now += day;
    }
    for (const type of reports) expect(await store.read(storageScope({ tenant }), type, 'a')).toBeUndefined();
    const told = lines.filter(({ message }) => message.startsWith('maintenance: retention of '));
    expect(told.map(({ detail: said }) => said)).toMatchObject([{ expired: 1 }, { expired: 1 }]);
  });

  test('what no time was left for is not complete', async () => {
    const { maintenance } = upkeep({ series: 31 }, 0);
    expect(await maintenance.run()).toBe(false);
  });

  test('what fails for one set keeps no other from its turn', async () => {
    const { store, maintenance, lines } = upkeep({ series: 31, detail: 31 });
    const retain = store.retain.bind(store);
    const seen: string[] = [];
    store.retain = async (scope, type) => {
      seen.push(type.name);
      if (type === series) throw new Error('storage is gone');
      return await retain(scope, type);
    };
    await expect(maintenance.run()).rejects.toThrow(`the retention of ${series.name}`);
    expect(seen.toSorted()).toEqual([series.name, detail.name]);
    expect(lines.some(({ level }) => level === 'error')).toBe(true);
  });

  test('a tenant that may not call any more is removed, and one that may is not', async () => {
    const { store, maintenance } = upkeep({});
    for (const type of reports) {
      for (const each of [tenant, other])
        await store.commit(storageScope({ tenant: each }), type, [patch(type, 'a', {})]);
    }
    await expect(maintenance.removeTenant(tenant.toUpperCase())).rejects.toThrow(/names 6e3a1f58/);
    expect(await maintenance.removeTenant(other.toUpperCase())).toMatchObject({ complete: true });
    for (const type of reports) {
      expect(await store.read(storageScope({ tenant }), type, 'a')).toBeDefined();
      expect(await store.read(storageScope({ tenant: other }), type, 'a')).toBeUndefined();
    }
    expect(await maintenance.removeTenant(other)).toEqual({ removed: 0, complete: true });
  });
});
