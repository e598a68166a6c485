import { parseArgs } from 'node:util';
import { compose } from '../shared/service/compose.ts';
import type { Maintenance } from '../shared/service/createMaintenance.ts';
import { guid } from '../shared/settings/guid.ts';
import { readStorageSettings } from '../shared/settings/readStorageSettings.ts';
import { helpAsked } from './process/helpAsked.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { refuseAssumedTenants } from './settings/refuseAssumedTenants.ts';

/** Most runs of one command: each is bounded, and all of them shall be. */
const mostRuns = 1000;

const usage = 'npm run maintain [-- --dry-run | --remove-tenant GUID]';
const purpose = [
  'Upkeep of the storage the settings name, run after run until nothing is left to do; what the timer does once a night.',
];
const options = {
  'dry-run': { type: 'boolean', value: '', says: 'writes nothing, and says what RETENTION_... would delete at once' },
  'remove-tenant': {
    type: 'string',
    value: 'GUID',
    says: 'deletes every row of a tenant whose tokens are not accepted any more',
  },
} as const;

/** Says of each set what would go, on one line. */
async function tellExpiry(maintenance: Maintenance): Promise<void> {
  const sets = await maintenance.wouldExpire();
  if (sets.length === 0)
    console.log('RETENTION_SERIES_DAYS, RETENTION_TOTAL_DAYS, RETENTION_DETAIL_DAYS keep everything');
  for (const each of sets) {
    const { tenant, set, keptSince, undated } = each;
    const rows = 'rows' in each ? String(each.rows) : `at least ${each.rowsAtLeast}`;
    console.log(`${tenant} ${set}: before ${keptSince} ${rows}, without a date ${undated ?? 'too many to count'}`);
  }
}

/**
 * `npm run maintain`. Stopped, it goes on where it was.
 *
 * @throws Error when something failed, or more is left to do than one command does
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const { values } = parseArgs({ args, options });
  const { 'dry-run': isDry = false, 'remove-tenant': tenant } = values;
  if (isDry && tenant !== undefined) throw new Error(`--dry-run and --remove-tenant are not for one command. ${usage}`);
  if (tenant !== undefined && !guid.test(tenant)) throw new Error(`--remove-tenant must be a GUID. ${usage}`);
  const settings = await effectiveSettings(process.env);
  if (tenant !== undefined) refuseAssumedTenants(process.env, readStorageSettings(settings));
  const { maintenance } = compose(settings, (line) => process.stderr.write(line));
  if (isDry) {
    await tellExpiry(maintenance);
    return;
  }
  const done = new Set<string>();
  let removed = 0;
  const step = async (): Promise<boolean> => {
    if (tenant === undefined) return await maintenance.run(done);
    const one = await maintenance.removeTenant(tenant);
    removed += one.removed;
    return one.complete;
  };
  for (let runs = 0; runs < mostRuns; runs += 1) {
    if (!(await step())) continue;
    console.log(tenant === undefined ? 'complete' : `removed ${removed} rows of storage`);
    return;
  }
  throw new Error('There is more to do; run it again.');
}
