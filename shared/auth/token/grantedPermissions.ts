import type { JsonObject, JsonValue } from '../../json/jsonValue.ts';
import type { Access } from '../permission/access.ts';
import type { Caller } from '../permission/caller.ts';
import { permissionTable } from '../permission/permissionTable.ts';

function delegatedNames(scopes: JsonValue | undefined): readonly JsonValue[] {
  // RFC 6749, section 3.3: only the space U+0020 separates scopes.
  return typeof scopes === 'string' ? scopes.split(' ') : [];
}

function applicationNames(claims: JsonObject): readonly JsonValue[] {
  const kind = claims['idtyp'];
  if (kind !== undefined && kind !== 'app') return [];
  return Array.isArray(claims['roles']) ? (claims['roles'] as readonly JsonValue[]) : [];
}

/**
 * What the claims grant on this API. A token with `scp` is delegated, and the roles in it are the user's and grant nothing;
 * one without it is the application's own. Names count only if they are strings that match exactly.
 */
export function grantedPermissions(claims: JsonObject): Caller['permissions'] {
  const kind = 'scp' in claims ? 'delegated' : 'application';
  const names = kind === 'delegated' ? delegatedNames(claims['scp']) : applicationNames(claims);
  const granted = Object.entries(permissionTable)
    .filter(([name, permission]) => permission.kinds.includes(kind) && names.includes(name))
    .flatMap(([, permission]) => permission.grants);
  const allows = (access: Access): boolean => granted.includes(access);
  return { read: allows('read'), write: allows('write') };
}
