import { permissionTable } from '../../shared/auth/permission/permissionTable.ts';
import { guid } from '../../shared/settings/guid.ts';
import { OAuthError } from './oauthError.ts';

/** What a client asks for, once it is known to exist. */
export interface RequestedAccess {
  /** The API as the client called it: a client id or an Application ID URI. */
  readonly resource: string;
  /** Names of the permissions. */
  readonly permissions: readonly string[];
}

const openIdScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** The permissions the API offers as scopes (delegated) or roles (application). */
export function permissionsOf(kind: 'delegated' | 'application'): string[] {
  return Object.entries(permissionTable).flatMap(([name, { kinds }]) => (kinds.includes(kind) ? [name] : []));
}

/** Client ids stand for themselves and for `api://<id>`, other Application ID URIs for themselves. */
function isKnown(resource: string, audiences: readonly string[]): boolean {
  const plain = resource.replace(/\/$/, '').toLowerCase();
  return audiences.some((audience) => {
    const known = audience.replace(/\/$/, '').toLowerCase();
    return plain === known || (guid.test(known) && plain === `api://${known}`);
  });
}

function checkResource(resource: string, audiences: readonly string[]): string {
  if (isKnown(resource, audiences)) return resource;
  const [client = ''] = audiences;
  throw new OAuthError(
    'invalid_resource',
    `AADSTS500011: There is no resource '${resource}'; ask for 'api://${client}/.default'.`,
  );
}

/**
 * Reads `scope` of a v2 request: `<resource>/<permission>` or `<resource>/.default`, besides OpenID scopes.
 *
 * @param kind whether the permissions are scopes of a user or roles of an application; roles only come as `.default`
 * @throws OAuthError
 */
export function readScope(
  scope: string,
  audiences: readonly string[],
  kind: 'delegated' | 'application',
): RequestedAccess {
  const asked = scope.split(' ').filter((item) => item !== '' && !openIdScopes.has(item));
  const parts = asked.map((item) => {
    const end = item.lastIndexOf('/');
    return { resource: item.slice(0, Math.max(end, 0)), name: item.slice(end + 1) };
  });
  const resources = new Set(parts.map(({ resource }) => resource));
  const [resource] = resources;
  if (resource === undefined || resources.size > 1)
    throw new OAuthError(
      'invalid_scope',
      `AADSTS70011: '${scope}' does not ask for exactly one API, as 'api://${audiences[0] ?? ''}/.default' does.`,
    );
  checkResource(resource, audiences);
  const offered = permissionsOf(kind);
  if (parts.some(({ name }) => name === '.default')) return { resource, permissions: offered };
  if (kind === 'application')
    throw new OAuthError('invalid_scope', `AADSTS1002012: An application asks for '${resource}/.default'.`);
  const unknown = parts.find(({ name }) => !offered.includes(name));
  if (unknown)
    throw new OAuthError(
      'invalid_scope',
      `AADSTS650053: There is no scope '${unknown.name}', only ${offered.join(', ')}.`,
    );
  return { resource, permissions: parts.map(({ name }) => name) };
}

/**
 * Reads `resource` of a v1 request, which always asks for all permissions.
 *
 * @throws OAuthError
 */
export function readResource(
  resource: string,
  audiences: readonly string[],
  kind: 'delegated' | 'application',
): RequestedAccess {
  return { resource: checkResource(resource, audiences), permissions: permissionsOf(kind) };
}
