import { decodeToken } from '../../auth/token/decodeToken.ts';
import { managedIdentity } from '../../identity/managedIdentity.ts';
import type { CollectorSettings } from '../../settings/settings.ts';
import { unlessAborted } from '../../time/unlessAborted.ts';
import { CollectFailure, timeIsOver } from '../collectFailure.ts';
import { reasonOf } from '../../errors/reasonOf.ts';

/** A token must last this much longer to be used again, in milliseconds. */
const reserve = 5 * 60_000;

type Credential = Awaited<ReturnType<typeof managedIdentity>>;
type Given = NonNullable<Awaited<ReturnType<Credential['getToken']>>>;

/** The tenant a token says it is of, in lower case. */
function tenantOf(token: string): string | undefined {
  const decoded = decodeToken(token);
  const tenant = 'rejected' in decoded ? undefined : decoded.claims['tid'];
  return typeof tenant === 'string' ? tenant.toLowerCase() : undefined;
}

/**
 * Gives tokens of the app's managed identity for Microsoft Graph, after checking whose they are.
 *
 * Rows are kept for the tenant of a token and for nothing else. A caller's token is verified; this one cannot be, because
 * only Graph can verify tokens for Graph, and need not be: it comes from the platform's own endpoint on this machine, and
 * the report that is stored is what Graph, which does verify it, gives to its bearer. So its `tid` is the tenant the rows
 * are of. That the settings name the same one guards against an identity, or a setting, of another organisation.
 *
 * @returns gives a token; throws a CollectFailure when there is none, or it is of another tenant
 */
export function identityToken(
  { clientId, graph, tenant }: Pick<CollectorSettings, 'clientId' | 'graph' | 'tenant'>,
  signal: AbortSignal,
): () => Promise<string> {
  let credential: Promise<Credential> | undefined;
  let kept: Given | undefined;
  return async () => {
    if (signal.aborted) throw new CollectFailure(timeIsOver);
    if (kept !== undefined && kept.expiresOnTimestamp > Date.now() + reserve) return kept.token;
    let given: Given | null;
    try {
      credential ??= managedIdentity(clientId);
      given = await unlessAborted(signal, (await credential).getToken(`${graph.origin}/.default`));
      if (given === null) throw new Error('the endpoint gave none');
    } catch (error) {
      const message = `The managed identity got no token for ${graph.origin}: ${reasonOf(error)}`;
      throw new CollectFailure(message, { cause: error });
    }
    const { token } = given;
    const found = tenantOf(token);
    if (found === tenant) {
      kept = given;
      return token;
    }
    throw new CollectFailure(
      found === undefined
        ? 'The token of the managed identity names no tenant.'
        : `The managed identity belongs to the tenant ${found}, but reports are collected for ${tenant} ` +
            '(COLLECTOR_TENANT, or the one tenant of AUTH_TENANTS or AUTH_AUTHORITY). Nothing was stored.',
    );
  };
}
