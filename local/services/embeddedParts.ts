import { guid } from '../../shared/settings/guid.ts';
import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import { settingList, settingValue, type Environment } from '../../shared/settings/settingValue.ts';

/** The parts that the settings leave to the local tools; undefined for one that the settings take from elsewhere. */
export interface EmbeddedParts {
  /** Azurite, which listens on this port for `UseDevelopmentStorage=true`. */
  readonly storage: { readonly port: number } | undefined;
  /** The token issuer of a plain http loopback AUTH_AUTHORITY. */
  readonly issuer:
    { readonly port: number; readonly tenant: string; readonly audiences: readonly string[] } | undefined;
}

const developmentStoragePort = 10002;

function storagePart(settings: Environment): EmbeddedParts['storage'] {
  const isDevelopment = /^UseDevelopmentStorage=true;?$/i.test(settingValue(settings, 'ReportsStorage') ?? '');
  const isElsewhere = settingValue(settings, 'ReportsStorage__tableServiceUri') !== undefined;
  return isDevelopment && !isElsewhere ? { port: developmentStoragePort } : undefined;
}

function issuerPart(settings: Environment): EmbeddedParts['issuer'] {
  const authority = settingValue(settings, 'AUTH_AUTHORITY') ?? '';
  if (!URL.canParse(authority)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(authority);
  if (protocol !== 'http:' || !isLoopbackHost(hostname)) return undefined;
  const [named = ''] = pathname.slice(1).split('/');
  const tenant = [named, ...(settingList(settings, 'AUTH_TENANTS') ?? [])].find((item) => guid.test(item));
  if (tenant === undefined)
    throw new Error('AUTH_AUTHORITY and AUTH_TENANTS name no tenant id (GUID) for the development issuer.');
  return {
    port: Number(port || 80),
    tenant: tenant.toLowerCase(),
    audiences: settingList(settings, 'AUTH_AUDIENCE') ?? [],
  };
}

/** Which embedded parts the effective settings call for. */
export function embeddedParts(settings: Environment): EmbeddedParts {
  return { storage: storagePart(settings), issuer: issuerPart(settings) };
}
