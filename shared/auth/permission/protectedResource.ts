import type { Settings } from '../../settings/settings.ts';
import { apiIdentifier } from './apiIdentifier.ts';
import { permissionTable } from './permissionTable.ts';

/** The path of the document below the public URL (RFC 9728, section 3). */
export const protectedResourcePath = '/.well-known/oauth-protected-resource';

/** OAuth 2.0 Protected Resource Metadata (RFC 9728, section 2). */
export interface ProtectedResource {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly string[];
  readonly bearer_methods_supported: readonly ['header'];
}

/**
 * Describes this API to OAuth clients. Scopes are written with the API's identifier before them, as an authorization request
 * to Entra has to write them: without it Entra takes a scope for one of Microsoft Graph.
 */
export function protectedResource(settings: Pick<Settings, 'auth' | 'publicUrl'>): ProtectedResource {
  const delegated = Object.keys(permissionTable).filter((name) => permissionTable[name]?.kinds.includes('delegated'));
  return {
    resource: settings.publicUrl,
    authorization_servers: [`${settings.auth.authority}/v2.0`],
    scopes_supported: delegated.map((name) => `${apiIdentifier(settings.auth)}/${name}`),
    bearer_methods_supported: ['header'],
  };
}
