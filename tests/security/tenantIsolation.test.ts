import * as fc from 'fast-check';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { startHttpRun } from '../support/httpRun.ts';
import { isNight } from '../support/sampled.ts';
import { httpRunVariable } from '../support/sharedRun.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import { startTenantsApp, type TenantCaller, type TenantsApp } from '../support/tenantsApp.ts';
import { tenantActor, tenantSteps, type Plain, type TenantStep } from '../support/tenantSteps.ts';

/** Steps with the other tenant's links and tags written into them: what one forges is the same text in both worlds. */
function withForgeries(step: TenantStep, other: ReturnType<typeof tenantActor>['received']): TenantStep {
  const fill = (text: string): string =>
    text
      .replaceAll(
        /\{foreign:(\d+)\}/g,
        (_, at: string) => other.links[Number(at)] ?? '/v1.0/office365ActiveUserCounts?$skiptoken=none',
      )
      .replaceAll(/\{foreignEtag:(\d+)\}/g, (_, at: string) => other.etags[Number(at)] ?? 'W/"none"');
  const headers = Object.entries(step.headers ?? {}).map(([name, value]) => [name, fill(value)]);
  return { ...step, path: fill(step.path), headers: Object.fromEntries(headers) as Record<string, string> };
}

/**
 * Noninterference: what a tenant gets in a world with another tenant in it is what it gets in a world without. So nothing the
 * other does can be seen, and nothing of the other's can be changed, read or guessed at.
 */
async function expectIsolation(
  steps: readonly TenantStep[],
  newTenant: () => TenantCaller | Promise<TenantCaller>,
): Promise<void> {
  const together = { first: tenantActor(await newTenant()), second: tenantActor(await newTenant()) };
  const alone = { first: tenantActor(await newTenant()), second: tenantActor(await newTenant()) };
  const seen: { readonly step: TenantStep; readonly answer: Plain }[] = [];
  for (const step of steps) {
    const filled = withForgeries(step, together[step.by === 'first' ? 'second' : 'first'].received);
    seen.push({ step: filled, answer: await together[step.by].act(filled) });
  }
  for (const name of ['first', 'second'] as const) {
    for (const { step, answer } of seen.filter(({ step: { by } }) => by === name)) {
      expect({ step, answer: await alone[name].act(step) }).toEqual({ step, answer });
    }
  }
}

async function check(app: TenantsApp, numRuns: number, seed?: number): Promise<fc.RunDetails<[readonly TenantStep[]]>> {
  const property = fc.asyncProperty(tenantSteps, async (steps) => await expectIsolation(steps, () => app.newTenant()));
  return await fc.check(property, { numRuns, endOnFailure: true, ...(seed !== undefined && { seed }) });
}

test('no tenant sees, changes or learns of another, whatever either does', async () => {
  const runs = isNight ? 1000 : 100;
  const app = await startTenantsApp(runs * 4);
  try {
    const details = await check(app, runs);
    if (details.failed) throw new Error(fc.defaultReportMessage(details));
  } finally {
    await app.stop();
  }
});

test('a store that forgot whose rows are whose would be noticed', async () => {
  const rows = createMemoryRows();
  const shared = {
    ...rows,
    partition: (scope: StorageScope, table: string) => rows.partition({ ...scope, tenant: 'all' }, table),
  };
  const app = await startTenantsApp(400, shared);
  try {
    expect(await check(app, 100, 1)).toHaveProperty('failed', true);
  } finally {
    await app.stop();
  }
});

test('nor over HTTP', async () => {
  const own = process.env[httpRunVariable] === undefined ? await startHttpRun() : undefined;
  if (own !== undefined) process.env[httpRunVariable] = JSON.stringify(own.run);
  try {
    const many = fc.array(tenantSteps, { minLength: 5, maxLength: 5 }).map((each) => each.flat());
    const [steps = []] = fc.sample(many, { seed: 5, numRuns: 1 });
    await expectIsolation(steps, connectOverHttp);
  } finally {
    if (own !== undefined) Reflect.deleteProperty(process.env, httpRunVariable);
    await own?.stop();
  }
});
