import type { Access, Grant } from '../../auth/permission/access.ts';
import { apiIdentifier } from '../../auth/permission/apiIdentifier.ts';
import { permissionTable } from '../../auth/permission/permissionTable.ts';
import type { Settings } from '../../settings/settings.ts';

type Json = Readonly<Record<string, unknown>>;
type Auth = Settings['auth'];

function permissions(kind: 'delegated' | 'application', needed: readonly Grant[] = []): readonly string[] {
  return Object.entries(permissionTable)
    .filter(([, { kinds, grants }]) => kinds.includes(kind) && needed.every((grant) => grants.includes(grant)))
    .map(([name]) => name);
}

function granted(name: string): string {
  const grants = permissionTable[name]?.grants ?? [];
  const what = grants.includes('details') ? 'usage reports' : 'series and totals of usage reports, and no details';
  return `${grants.includes('write') ? 'Read and write' : 'Read'} ${what}.`;
}

/** Scopes are written with the API's identifier before them, as an authorization request to Entra has to write them. */
function scope(auth: Auth, name: string): string {
  return `${apiIdentifier(auth)}/${name}`;
}

/** The ways to get a token (OpenAPI 3.1, 4.8.27): as a user, as an application, or with one that is there already. */
export function securitySchemes(auth: Auth): Json {
  const tokenUrl = `${auth.authority}/oauth2/v2.0/token`;
  const roles = permissions('application').join(', ');
  return {
    delegated: {
      type: 'oauth2',
      description: 'Signs in a user with a work or school account.',
      flows: {
        authorizationCode: {
          authorizationUrl: `${auth.authority}/oauth2/v2.0/authorize`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes: Object.fromEntries(permissions('delegated').map((name) => [scope(auth, name), granted(name)])),
        },
      },
    },
    application: {
      type: 'oauth2',
      description: `Signs in an application by itself; the token holds the application roles it was given: ${roles}.`,
      flows: {
        clientCredentials: {
          tokenUrl,
          scopes: { [scope(auth, '.default')]: 'The application roles the client was given.' },
        },
      },
    },
    token: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token for this API; one for Microsoft Graph is refused.',
    },
  };
}

/** The alternatives to call an operation (OpenAPI 3.1, 4.8.30), which may be one on details; none for an anonymous one. */
export function securityRequirements(auth: Auth, access: Access | 'anonymous', isDetail: boolean): readonly Json[] {
  if (access === 'anonymous') return [];
  const needed: readonly Grant[] = isDetail ? [access, 'details'] : [access];
  return [
    ...permissions('delegated', needed).map((name) => ({ delegated: [scope(auth, name)] })),
    ...(permissions('application', needed).length > 0 ? [{ application: [scope(auth, '.default')] }] : []),
    { token: [] },
  ];
}
