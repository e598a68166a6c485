import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import { effectiveSettings } from '../settings/effectiveSettings.ts';
import { developmentToken } from '../issuer/developmentToken.ts';
import { stateFile } from '../services/stateFile.ts';
import type { Service } from './service.ts';

/** The service an import goes to. */
export interface ImportTarget extends Service {
  /** Tenant of the tokens; empty when they do not tell. */
  readonly tenant: string;
}

/** The tenant a token says it is of; whether that is true is the service's business. */
function tenantOf(token: string): string {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { tid } = JSON.parse(payload) as { readonly tid?: unknown };
    return typeof tid === 'string' ? tid : '';
  } catch {
    return '';
  }
}

function rootOf(url: string): string {
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) throw new Error(`--url ${url} is no http or https address.`);
  const base = url.replace(/(?<!\/)\/+$/, '');
  return base.endsWith('/v1.0') ? base : `${base}/v1.0`;
}

/** Whether two addresses are of one app: on this machine that is a matter of the port. */
function isSameApp(root: string, url: string): boolean {
  if (root === rootOf(url)) return true;
  const [one, other] = [new URL(root), new URL(url)];
  return one.port === other.port && one.protocol === other.protocol && [one, other].every(isOnThisMachine);
}

const isOnThisMachine = ({ hostname }: URL): boolean => isLoopbackHost(hostname);

/**
 * Where rows go, and with which token: what the options say, else the app that runs in this checkout, with tokens of its
 * issuer.
 *
 * @throws Error when neither is there
 */
export async function importTarget(
  {
    url,
    token,
    roles,
    otherwise,
  }: {
    readonly url?: string | undefined;
    readonly token?: string | undefined;
    /** What is said of an address that no app of this checkout has, by a command that takes no token. */
    readonly otherwise?: string;
    /** Of the application a token of the issuer is for; a user who may read and write unless given. */
    readonly roles?: readonly string[];
  },
  dataDir: string,
): Promise<ImportTarget> {
  const { apps, services } = await stateFile(dataDir).read();
  const address = url ?? apps[0]?.url;
  if (address === undefined) {
    throw new Error('No app runs in this checkout: start it with npm start, or say where to with --url and --token.');
  }
  const root = rootOf(address);
  if (token !== undefined) return { root, token: () => Promise.resolve(token), tenant: tenantOf(token) };
  if (!apps.some((app) => isSameApp(root, app.url))) {
    throw new Error(
      otherwise ??
        `--url needs --token: a token for that service, with the permission ${roles?.join(' and ') ?? 'Reports.ReadWrite.All'}.`,
    );
  }
  const settings = { ...(await effectiveSettings(process.env)), ...services?.settings };
  const sign = async (): Promise<string> => await developmentToken(settings, dataDir, { roles });
  return { root, token: sign, tenant: tenantOf(await sign()) };
}
