import { guid } from './guid.ts';
import { readSchedule } from './readSchedule.ts';
import { settingError } from './settingError.ts';
import type { CollectorSettings, Settings } from './settings.ts';
import { settingUrl } from './settingUrl.ts';
import { settingValue, type Environment } from './settingValue.ts';

function readGraphUrl(environment: Environment): CollectorSettings['graph'] {
  const name = 'COLLECTOR_GRAPH_URL';
  const remedy = 'Set it to the address of Microsoft Graph, such as https://graph.microsoft.com, or leave it out.';
  const url = settingUrl(name, settingValue(environment, name) ?? 'https://graph.microsoft.com', remedy);
  const version = /^\/(?:(v1\.0|beta)\/?)?$/.exec(url.pathname);
  if (version === null) throw settingError(name, 'holds a path other than /v1.0 or /beta', remedy);
  return { origin: url.origin, version: version[1] === 'beta' ? 'beta' : 'v1.0' };
}

/**
 * The one tenant whose reports are collected. More than one may be allowed to call, but a managed identity belongs to one;
 * whether to this one is checked against its token when the collector runs.
 */
function readTenant(environment: Environment, { tenants }: Settings['auth']): string {
  const name = 'COLLECTOR_TENANT';
  const remedy = 'Set it to the id of the tenant the managed identity belongs to, one of those that may call.';
  const [only, ...others] = tenants;
  const tenant = settingValue(environment, name)?.toLowerCase() ?? (others.length === 0 ? only : undefined);
  if (tenant === undefined) {
    throw settingError(name, 'is missing, and the tokens of several tenants are accepted', remedy);
  }
  if (!guid.test(tenant)) throw settingError(name, 'is not a GUID', remedy);
  if (!tenants.includes(tenant)) throw settingError(name, 'names a tenant whose tokens are not accepted', remedy);
  return tenant;
}

function readClientId(environment: Environment, storage: Settings['storage']): string | undefined {
  const name = 'COLLECTOR_CLIENT_ID';
  const id = settingValue(environment, name);
  if (id === undefined) return storage.kind === 'identity' ? storage.clientId : undefined;
  if (guid.test(id)) return id.toLowerCase();
  const remedy = 'Set it to the client id of the user-assigned managed identity that may read the reports of Graph.';
  throw settingError(name, 'is not a GUID', remedy);
}

const listOf = (value: string): readonly string[] => value.split(',').map((item) => item.trim());

/** Names and patterns; whether there are such reports the collector tells when it runs. */
function readReports(environment: Environment): readonly string[] {
  const name = 'COLLECTOR_REPORTS';
  const value = settingValue(environment, name);
  if (value === undefined) return [];
  const items = listOf(value);
  const bad = items.find((item) => !/^[A-Za-z0-9*]+$/.test(item));
  if (bad === undefined) return items;
  const remedy =
    'Set it to names of reports and patterns with *, separated by commas, such as mailbox*,emailActivityCounts.';
  throw settingError(name, `holds '${bad}', which is no name of a report`, remedy);
}

/** The periods of Graph's report functions; D28 is one of Copilot alone. */
const periods: readonly string[] = ['D7', 'D28', 'D30', 'D90', 'D180'];

function readDetailPeriods(environment: Environment): readonly string[] {
  const name = 'COLLECTOR_DETAIL_PERIODS';
  const chosen = listOf(settingValue(environment, name) ?? 'D30').map((item) => item.toUpperCase());
  const bad = chosen.find((item) => !periods.includes(item));
  if (bad === undefined) return [...new Set(chosen)];
  const remedy = `Set it to one or more of ${periods.join(', ')}, separated by commas, or leave it out for D30.`;
  throw settingError(name, `holds '${bad}', which is no period`, remedy);
}

/** What the collector of reports needs; undefined, and nothing else is looked at, unless it has a schedule. */
export function readCollectorSettings(
  environment: Environment,
  { auth, storage, timeLimit }: Pick<Settings, 'auth' | 'storage' | 'timeLimit'>,
): CollectorSettings | undefined {
  const name = 'COLLECTOR_SCHEDULE';
  const schedule = settingValue(environment, name);
  if (schedule === undefined) return undefined;
  const clientId = readClientId(environment, storage);
  return {
    schedule: readSchedule(name, schedule),
    graph: readGraphUrl(environment),
    tenant: readTenant(environment, auth),
    ...(clientId !== undefined && { clientId }),
    reports: readReports(environment),
    detailPeriods: readDetailPeriods(environment),
    timeLimit,
  };
}
