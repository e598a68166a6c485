/** Collector, import and upkeep give way: what a caller waits beside each of them, through the app, on a clock that is passed in. */
import { createCollector } from '../../../shared/service/createCollector.ts';
import { createMaintenance } from '../../../shared/service/createMaintenance.ts';
import { collectedReports } from '../../../shared/model/ledger/collectedReports.ts';
import { reportCoverage } from '../../../shared/model/ledger/reportCoverage.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { forgetRequests as register } from '../../../shared/model/register/forgetRequests.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { trackingTimes } from '../../../shared/store/contract/changeCursor.ts';
import { changeRowKey } from '../../../shared/store/keys/layout.ts';
import { retentionProperties, retentionRowKey } from '../../../shared/store/retention/retentionState.ts';
import type { RowOperation } from '../../../shared/store/rows/rows.ts';
import { entityOf } from '../../support/changes.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { forgetToken } from '../../support/forgetStage.ts';
import { graphReports } from '../../support/graphReports.ts';
import { startGraphStandIn } from '../../support/graphStandIn.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { importInto } from '../../support/importInto.ts';
import { ofCaller, pacedApp } from '../../support/pacedApp.ts';
import { isNight } from '../../support/sampled.ts';
import { sampledKinds } from '../../support/sampledKinds.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { writeEntities } from '../../support/writeEntities.ts';

let graph: Awaited<ReturnType<typeof startGraphStandIn>> | undefined;
afterAll(async () => {
  for (const name of Object.keys(graph?.identity ?? {})) Reflect.deleteProperty(process.env, name);
  await graph?.stop();
});
// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

type Stage = Awaited<ReturnType<typeof pacedApp>>;
/** Makes ready, without a limit, so many entities to work on; what it returns does the work. */
type Prepare = (stage: Stage, entities: number) => Promise<() => Promise<void>>;

const daysKept = 30;
const day = 86_400_000;
const refreshDate = '2030-12-30';
const files = (entities: number) => graphReports(refreshDate, hashedKeys(entities), [users]);
const detailCall = `${users.reportFunction?.name ?? ''}(period='D30')`;
const withIndex = {
  ...counts,
  indexes: [...counts.indexes, { parts: [{ property: 'teams' }], building: true as const }],
};

const upkeep = async (stage: Stage): Promise<void> => {
  const { app, parts } = stage;
  const maintenance = createMaintenance(parts, { auth: { tenants: [app.tenant] }, timeLimit: 600_000 });
  const done = new Set<string>();
  while (!(await maintenance.run(done)));
};

/** Upkeep, over what `fill` has stored. */
const byUpkeep =
  (fill: (stage: Stage, entities: number) => Promise<void>): Prepare =>
  async (stage, entities) => {
    await fill(stage, entities);
    return async () => {
      await upkeep(stage);
    };
  };

/** What runs beside a caller, the set both write to, and the rows that are written for an entity. */
const works: Readonly<
  Record<string, { readonly set: EntityType; readonly rowsOfOne: number; readonly prepare: Prepare }>
> = {
  'the collector': {
    set: users,
    rowsOfOne: 3,
    async prepare({ app, parts }, entities) {
      // One for all: the token of the identity is remembered.
      graph ??= await startGraphStandIn(app.tenant);
      Object.assign(process.env, graph.identity);
      graph.reports.set(detailCall, files(entities).get(detailCall) ?? '');
      const settings = {
        schedule: '0 0 4 * * *',
        graph: { origin: graph.graph, version: 'v1.0' as const },
        tenant: app.tenant,
        reports: [users.name],
        detailPeriods: ['D30'],
        timeLimit: 600_000,
      };
      const collector = createCollector(parts, settings, () => Date.parse('2031-01-01T04:30:00Z'));
      return async () => {
        await collector.run();
      };
    },
  },
  'an import': {
    set: users,
    rowsOfOne: 3,
    prepare: async ({ app }, entities) => {
      const file = files(entities).get(detailCall) ?? '';
      return await Promise.resolve(async () => {
        expect(await importInto(app, 'users.csv', file)).toMatchObject({ counts: { created: entities, failed: 0 } });
      });
    },
  },
  'upkeep that deletes what is too old': {
    set: counts,
    rowsOfOne: 5,
    prepare: byUpkeep(async ({ rows, scope }, entities) => {
      const row = { rowKey: retentionRowKey, properties: retentionProperties({ days: daysKept }) };
      await rows.partition(scope(), counts.name).transact([{ kind: 'upsert', row }]);
      const old = hashedKeys(entities).map((key) => entityOf(counts, key, { reportDate: '2020-01-01' }));
      await writeEntities(rows, scope(), counts, old);
    }),
  },
  'upkeep that purges what links need no more': {
    set: counts,
    rowsOfOne: 1,
    prepare: byUpkeep(async ({ rows, scope, clock }, entities) => {
      const stamp = clock.now() - trackingTimes.linkLife - day;
      const expired = hashedKeys(entities).map((key): RowOperation => ({
        kind: 'insert',
        row: { rowKey: changeRowKey(stamp, 'v', key), properties: { _deleted: true, _fence: true } },
      }));
      const partition = rows.partition(scope(), counts.name);
      for (let at = 0; at < expired.length; at += 100) await partition.transact(expired.slice(at, at + 100));
    }),
  },
  'upkeep that builds an index': {
    set: withIndex,
    rowsOfOne: 4,
    prepare: byUpkeep(async ({ rows, scope }, entities) => {
      const before = hashedKeys(entities).map((key) => entityOf(counts, key, { teams: 5n }));
      await writeEntities(rows, scope(), counts, before);
    }),
  },
  ...Object.fromEntries(
    Object.entries({ delete: 4, pseudonym: 7 }).map(([mode, rowsOfOne]) => [
      `upkeep that forgets a person (${mode})`,
      {
        set: users,
        rowsOfOne,
        prepare: byUpkeep(async ({ app, rows, scope }, entities) => {
          const person = 'ada@contoso.com';
          const dated = hashedKeys(entities).map((key, at) =>
            entityOf(users, key, {
              reportRefreshDate: dateFrom(refreshDate, -at),
              reportPeriod: '30',
              userPrincipalName: person,
            }),
          );
          await writeEntities(rows, scope(), users, dated);
          const response = await app.fetch(`/v1.0/${register.name}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${app.sign(forgetToken)}` },
            body: JSON.stringify({ names: [person], mode }),
          });
          expect(response.status).toBe(201);
        }),
      },
    ]),
  ),
};

/** Milliseconds that one of a hundred writes takes at least; `mayGoOn` lets each begin. */
async function slowestOfHundred(
  { app, clock, scope }: Stage,
  { name }: EntityType,
  {
    pause,
    prefix,
    mayGoOn,
  }: { readonly pause: number; readonly prefix: string; readonly mayGoOn: () => Promise<void> },
): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 100; count += 1) {
    await clock.wait(pause, scope().signal);
    await mayGoOn();
    const began = clock.now();
    const { status } = await app.fetch(`/v1.0/${name}/${prefix}-${count}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reportRefreshDate: refreshDate }),
    });
    expect(status).toBe(201);
    times.push(clock.now() - began);
  }
  return times.sort((one, other) => one - other)[98]!;
}

// What is written costs the machine the same at any pace: the slowest is the cheapest.
const speeds = [
  { perSecond: 500, pause: 20 },
  { perSecond: 2000, pause: 20 },
  { perSecond: 16_000, pause: 10 },
];
const kinds = Object.keys(works).flatMap((work) =>
  speeds
    .slice(0, isNight ? undefined : 1)
    .flatMap((given) => [undefined, 1].map((retryAfter) => ({ work, ...given, retryAfter }))),
);

test.each(sampledKinds(kinds, ({ work }) => [work]))(
  'a caller hardly waits beside $work, at $perSecond rows/s, Retry-After $retryAfter',
  async ({ work, perSecond, pause, retryAfter }) => {
    const { set, rowsOfOne, prepare } = works[work]!;
    const model = [set, ...(set === users ? [] : [users]), collectedReports, reportCoverage, register];
    const capacity = { rows: () => perSecond, burst: 0.25, ...(retryAfter !== undefined && { retryAfter }) };
    const stage = await pacedApp(capacity, { model, retention: { series: daysKept } });
    // What is written beside a hundred writes, and some more.
    const rows = ((100 * (pause + 30)) / 1000) * perSecond;
    const run = await prepare(stage, Math.ceil(rows / rowsOfOne));
    stage.limit();
    const alone = await slowestOfHundred(stage, set, {
      pause,
      prefix: `${ofCaller}-alone`,
      mayGoOn: async () => await Promise.resolve(),
    });
    let isOver = false;
    const working = run().finally(() => (isOver = true));
    let besides = 0;
    const beside = await slowestOfHundred(stage, set, {
      pause,
      prefix: ofCaller,
      mayGoOn: async () => {
        if (await stage.untilBusy(() => isOver)) besides += 1;
      },
    });
    await working;
    expect(besides).toBe(100);
    expect(beside).toBeLessThanOrEqual(3 * alone);
    await stage.app.stop();
  },
);
