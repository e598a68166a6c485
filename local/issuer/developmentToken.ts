import { guid } from '../../shared/settings/guid.ts';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { embeddedParts } from '../services/embeddedParts.ts';
import { guidOf } from './guidOf.ts';
import { signAccessToken } from './signAccessToken.ts';
import { loadSigningKey } from './signingKey.ts';

/** How a development token differs from one that lets the development user read and write. */
export interface DevelopmentTokenOptions {
  /** Delegated permissions. */
  readonly scopes?: readonly string[] | undefined;
  /** Application permissions; without scopes the token is the application's own. */
  readonly roles?: readonly string[] | undefined;
  readonly tenant?: string | undefined;
  /** 2 if absent. */
  readonly version?: 1 | 2 | undefined;
}

/** Client id under which the local tools themselves call. */
const toolsClient = guidOf('the local tools');

/**
 * Signs a token as the development issuer of these settings would, without asking it.
 *
 * @param settings effective settings; those of running services have the address it is in
 * @throws Error when the settings name an authority that is not the development issuer
 */
export async function developmentToken(
  settings: Environment,
  dataDir: string,
  { scopes, roles, tenant, version = 2 }: DevelopmentTokenOptions = {},
): Promise<string> {
  const { issuer } = embeddedParts(settings);
  if (!issuer) throw new Error('AUTH_AUTHORITY is not the development issuer; ask the authority it names for a token.');
  const client = issuer.audiences.find((audience) => guid.test(audience)) ?? '';
  return await signAccessToken(await loadSigningKey(dataDir), {
    origin: new URL(settings['AUTH_AUTHORITY'] ?? '').origin,
    tenant: tenant?.toLowerCase() ?? issuer.tenant,
    version,
    audience: version === 1 ? `api://${client}` : client,
    client: toolsClient,
    confidential: scopes === undefined && roles !== undefined,
    ...(scopes || !roles ? { scopes: scopes ?? ['Reports.ReadWrite.All'] } : {}),
    ...(roles ? { roles } : {}),
  });
}
