import type { Access } from '../../auth/permission/access.ts';
import { apiIdentifier } from '../../auth/permission/apiIdentifier.ts';
import { permissionTable } from '../../auth/permission/permissionTable.ts';
import type { Settings } from '../../settings/settings.ts';

type Json = Readonly<Record<string, unknown>>;
type Auth = Settings['auth'];

function permissions(kind: 'delegated' | 'application', access?: Access): readonly string[] {
  return Object.entries(permissionTable)
    .filter(([, { kinds, grants }]) => kinds.includes(kind) && (access === undefined || grants.includes(access)))
    .map(([name]) => name);
}

function granted(name: string): string {
  return `${permissionTable[name]?.grants.includes('write') ? 'Read and write' : 'Read'} usage reports.`;
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

/** The alternatives to call an operation (OpenAPI 3.1, 4.8.30); none for an anonymous one. */
export function securityRequirements(auth: Auth, access: Access | 'anonymous'): readonly Json[] {
  if (access === 'anonymous') return [];
  return [
    ...permissions('delegated', access).map((name) => ({ delegated: [scope(auth, name)] })),
    ...(permissions('application', access).length > 0 ? [{ application: [scope(auth, '.default')] }] : []),
    { token: [] },
  ];
}
