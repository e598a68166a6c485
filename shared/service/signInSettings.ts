import { apiIdentifier } from '../auth/permission/apiIdentifier.ts';
import { isLoopbackHost } from '../settings/isLoopbackHost.ts';
import type { Settings } from '../settings/settings.ts';

/** What a page must know to get a token for this API; nothing of it is secret. */
export interface SignInSettings {
  /** AUTH_AUTHORITY. */
  readonly authority: string;
  /** The client id the page signs in under: that of the API itself. */
  readonly clientId: string;
  /** The delegated permission to read, as it is asked for. */
  readonly scope: string;
  /** Where the development issuer gives tokens; absent unless it is the authority. */
  readonly developmentTokenEndpoint?: string;
}

/** What the pages learn of the settings. Plain http is allowed for authorities on loopback only: that is the development issuer. */
export function signInSettings({ auth }: Pick<Settings, 'auth'>): SignInSettings {
  const { protocol, hostname } = new URL(auth.authority);
  const isDevelopment = protocol === 'http:' && isLoopbackHost(hostname);
  const api = apiIdentifier(auth);
  return {
    authority: auth.authority,
    clientId: api.replace('api://', ''),
    scope: `${api}/Reports.Read.All`,
    ...(isDevelopment ? { developmentTokenEndpoint: `${auth.authority}/oauth2/v2.0/token` } : {}),
  };
}
