import type { JsonObject, JsonValue } from '../../json/jsonValue.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Grant } from '../permission/access.ts';
import type { Caller } from '../permission/caller.ts';
import { detailsRole, leastPermission, permissionTable } from '../permission/permissionTable.ts';

function delegatedNames(scopes: JsonValue | undefined): readonly JsonValue[] {
  // RFC 6749, section 3.3: only the space U+0020 separates scopes.
  return typeof scopes === 'string' ? scopes.split(' ') : [];
}

function roleNames(claims: JsonObject): readonly JsonValue[] {
  return Array.isArray(claims['roles']) ? (claims['roles'] as readonly JsonValue[]) : [];
}

function applicationNames(claims: JsonObject): readonly JsonValue[] {
  const kind = claims['idtyp'];
  return kind === undefined || kind === 'app' ? roleNames(claims) : [];
}

/**
 * What the claims grant on this API. A token with `scp` is delegated, and the roles in it are the user's and grant nothing:
 * with AUTH_DETAILS=role details are closed where one is missing. One without it is the application's own. Names count only
 * if they are strings that match exactly.
 */
export function grantedPermissions(claims: JsonObject, auth: Settings['auth']): Caller['permissions'] {
  const kind = 'scp' in claims ? 'delegated' : 'application';
  const names = kind === 'delegated' ? delegatedNames(claims['scp']) : applicationNames(claims);
  const granted = Object.entries(permissionTable)
    .filter(([name, permission]) => permission.kinds.includes(kind) && names.includes(name))
    .flatMap(([, permission]) => permission.grants);
  const allows = (grant: Grant): boolean => granted.includes(grant);
  const lacksRole = kind === 'delegated' && auth.detailsRole === true && !roleNames(claims).includes(detailsRole);
  const missingForDetails = [...(allows('details') ? [] : [leastPermission.read]), ...(lacksRole ? [detailsRole] : [])];
  return {
    read: allows('read'),
    write: allows('write'),
    ...(allows('forget') && { forget: true }),
    missingForDetails,
  };
}
