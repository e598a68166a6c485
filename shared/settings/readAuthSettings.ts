import { guid } from './guid.ts';
import { personalTenant } from './personalTenant.ts';
import { settingError } from './settingError.ts';
import type { Settings } from './settings.ts';
import { settingUrl } from './settingUrl.ts';
import { settingList, settingValue, type Environment } from './settingValue.ts';

const authorityRemedy = 'Set it to https://login.microsoftonline.com/<tenant id>, without anything behind the tenant.';
const audienceRemedy =
  'Set it to the client id (GUID) of the app registration of this API; its other Application ID URIs may follow, separated by commas.';
/** Characters that no Application ID URI holds and that would break out of a quoted header value. */
const notInUri = /[^\x21-\x7e]|["\\<>]/;

function readAuthority(environment: Environment): { authority: string; tenant: string } {
  const name = 'AUTH_AUTHORITY';
  const value = settingValue(environment, name);
  if (value === undefined) throw settingError(name, 'is missing', authorityRemedy);
  const url = settingUrl(name, value, authorityRemedy);
  const tenant = /^\/([A-Za-z0-9.-]+)\/?$/.exec(url.pathname)?.[1]?.toLowerCase();
  if (tenant === undefined) throw settingError(name, 'does not end with exactly one path segment', authorityRemedy);
  if (tenant === 'consumers' || tenant === personalTenant) {
    throw settingError(name, 'names personal accounts, which have no reports', authorityRemedy);
  }
  return { authority: `${url.origin}/${tenant}`, tenant };
}

function readAudiences(environment: Environment): readonly string[] {
  const name = 'AUTH_AUDIENCE';
  const audiences = settingList(environment, name);
  if (audiences === undefined) throw settingError(name, 'is missing', audienceRemedy);
  const wrong = audiences.find(
    (audience) => !guid.test(audience) && (notInUri.test(audience) || !URL.canParse(audience)),
  );
  if (wrong !== undefined) {
    throw settingError(name, `holds '${wrong}', which is neither a GUID nor an absolute URI`, audienceRemedy);
  }
  if (!audiences.some((audience) => guid.test(audience))) {
    throw settingError(name, 'holds no client id, which is the audience of every v2.0 token', audienceRemedy);
  }
  return audiences.map((audience) => (guid.test(audience) ? audience.toLowerCase() : audience));
}

function readGuids(environment: Environment, name: string, remedy: string): readonly string[] | undefined {
  const items = settingList(environment, name);
  const wrong = items?.find((item) => !guid.test(item));
  if (wrong !== undefined) throw settingError(name, `holds '${wrong}', which is not a GUID`, remedy);
  return items?.map((item) => item.toLowerCase());
}

function readTenants(environment: Environment, authorityTenant: string): readonly string[] {
  const name = 'AUTH_TENANTS';
  const remedy = 'Set it to the tenant ids (GUIDs) whose tokens are accepted, separated by commas.';
  const tenants = readGuids(environment, name, remedy);
  if (tenants?.includes(personalTenant) === true) {
    throw settingError(name, 'names the tenant of personal accounts, which have no reports', remedy);
  }
  if (tenants !== undefined) return tenants;
  if (guid.test(authorityTenant)) return [authorityTenant];
  throw settingError(name, `is missing, and AUTH_AUTHORITY names '${authorityTenant}' instead of a tenant id`, remedy);
}

/** What opens details to a user: a scope alone, or a scope and the app role Reports.Details. */
function readDetails(environment: Environment): Pick<Settings['auth'], 'detailsRole'> {
  const name = 'AUTH_DETAILS';
  const value = settingValue(environment, name) ?? 'scope';
  if (value === 'scope') return {};
  if (value === 'role') return { detailsRole: true };
  throw settingError(
    name,
    `holds '${value}'`,
    'Set it to role, so that users reach details only with the app role Reports.Details, or to scope, which is the default.',
  );
}

/** Who may call: AUTH_AUTHORITY, AUTH_AUDIENCE, AUTH_TENANTS, AUTH_CLIENTS and AUTH_DETAILS (docs/settings.md). Throws on the first bad one. */
export function readAuthSettings(environment: Environment): Settings['auth'] {
  const { authority, tenant } = readAuthority(environment);
  return {
    authority,
    audiences: readAudiences(environment),
    tenants: readTenants(environment, tenant),
    clients:
      readGuids(
        environment,
        'AUTH_CLIENTS',
        'Set it to the application (client) ids that may call, separated by commas, or leave it out to allow any.',
      ) ?? [],
    ...readDetails(environment),
  };
}
