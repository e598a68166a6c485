import { ODataError } from '../errors/odataError.ts';
import type { Settings } from '../settings/settings.ts';
import { unlessAborted } from '../time/unlessAborted.ts';
import type { Access } from './permission/access.ts';
import { apiIdentifier } from './permission/apiIdentifier.ts';
import type { Caller } from './permission/caller.ts';
import { challenge } from './permission/challenge.ts';
import type { GateLog } from './keys/gateLog.ts';
import { httpGet, type HttpGet } from './keys/httpGet.ts';
import { insufficientScope } from './permission/insufficientScope.ts';
import { createKeySource, type KeySource } from './keys/keySource.ts';
import { loadSigningKeys } from './keys/loadSigningKeys.ts';
import { rejectionTable, type RejectionReason } from './token/rejectionTable.ts';
import { createTokenVerifier } from './token/tokenVerifier.ts';
import { tokenVersions, type VersionName } from './token/tokenVersions.ts';

/** What the gate is built from. */
export interface TokenGateOptions {
  readonly auth: Settings['auth'];
  readonly publicUrl: string;
  readonly log: GateLog;
  /** Told of every token that is refused. */
  readonly rejected?: (reason: RejectionReason) => void;
  /** How metadata and keys are read; over HTTP unless given. */
  readonly fetch?: HttpGet;
  /** Milliseconds since 1970; Date.now unless given. */
  readonly now?: () => number;
  /** How long the metadata and keys together may take to arrive, in milliseconds; 5,000 unless given. */
  readonly loadTimeout?: number;
}

/** The one door through which requests become callers. */
export interface TokenGate {
  /**
   * The caller whose access token stands in an `Authorization` header; it holds at least one permission. Throws an ODataError:
   * 401 with a challenge, 403 for a genuine token that may not call, 503 when the signing keys cannot be read. `access`
   * is what the request wants, so that the 403 can name the permission to ask for; it is not checked here but by `authorise`.
   */
  authenticate(authorization: string | null, access?: Access): Promise<Caller>;
  /** Resolves when tokens of both versions could be verified now; rejects with what is in the way, or when the signal aborts. */
  keysReachable(signal: AbortSignal): Promise<void>;
}

function createRefusal({ auth, publicUrl, log, rejected }: TokenGateOptions) {
  return (reason: RejectionReason, access: Access): ODataError => {
    log('info', 'A token was refused', { reason });
    rejected?.(reason);
    const row = rejectionTable[reason];
    const message = row.message(apiIdentifier(auth));
    if (row.kind === 'forbidden') return insufficientScope(access, message);
    const description = row.kind === 'challenge' ? undefined : message;
    return new ODataError(row.code ?? 'InvalidAuthenticationToken', message, {
      headers: { 'WWW-Authenticate': challenge({ auth, publicUrl }, description) },
    });
  };
}

function createSources(options: TokenGateOptions, now: () => number): Record<VersionName, KeySource> {
  const { auth, log, fetch = httpGet, loadTimeout = 5000 } = options;
  const source = (version: VersionName): KeySource => {
    const url = auth.authority + tokenVersions[version].metadataPath;
    return createKeySource({ load: () => loadSigningKeys(url, AbortSignal.timeout(loadTimeout), fetch), now, log });
  };
  return { '1.0': source('1.0'), '2.0': source('2.0') };
}

/** The gate for one API; it keeps the keys of the authority and the tokens it verified in memory. */
export function createTokenGate(options: TokenGateOptions): TokenGate {
  const { auth, now = Date.now } = options;
  const sources = createSources(options, now);
  const verify = createTokenVerifier({ auth, sources, now });
  const refusal = createRefusal(options);
  return {
    async authenticate(authorization, access = 'write') {
      const verdict = await verify(authorization);
      if ('rejected' in verdict) throw refusal(verdict.rejected, access);
      const { read, forget } = verdict.caller.permissions;
      if (!read && forget !== true) throw refusal('permissionMissing', access);
      return verdict.caller;
    },
    async keysReachable(signal) {
      await unlessAborted(signal, Promise.all([sources['1.0'].current(), sources['2.0'].current()]));
    },
  };
}
