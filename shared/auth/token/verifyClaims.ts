import type { JsonObject, JsonValue } from '../../json/jsonValue.ts';
import { guid } from '../../settings/guid.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Caller } from '../permission/caller.ts';
import { checkIssuer, type ExpectedIssuers } from './checkIssuer.ts';
import { checkTimes, readTimes, type TokenTimes } from './checkTimes.ts';
import { grantedPermissions } from './grantedPermissions.ts';
import type { Rejected } from './rejectionTable.ts';
import { tokenVersions, type VersionName } from './tokenVersions.ts';

type Client = { readonly client: string } | Rejected;

function readClient(client: JsonValue | undefined, allowed: readonly string[]): Client {
  if (client === undefined && allowed.length === 0) return { rejected: 'clientMissing' };
  if (typeof client !== 'string' || !guid.test(client)) return { rejected: 'clientNotAllowed' };
  const id = client.toLowerCase();
  return allowed.length === 0 || allowed.includes(id) ? { client: id } : { rejected: 'clientNotAllowed' };
}

/** The object id of the user; a token without scopes is an application's, whose object id says no more than its client id. */
function readUser({ scp, oid }: JsonObject): string | undefined {
  return typeof scp === 'string' && typeof oid === 'string' && guid.test(oid) ? oid.toLowerCase() : undefined;
}

/** Who sent a token, and when it counts. */
export interface VerifiedClaims {
  readonly caller: Caller;
  readonly times: TokenTimes;
}

/** What the claims of a token are held against. */
export interface Expectations {
  readonly version: VersionName;
  readonly issuers: ExpectedIssuers;
  readonly auth: Settings['auth'];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Makes the caller from the claims of a token whose signature is valid: issuer, tenant, audience, times and client
 * must be as expected. Whether the caller may do anything is not decided here.
 */
export function verifyClaims(claims: JsonObject, expected: Expectations): VerifiedClaims | Rejected {
  const { version, issuers, auth, now } = expected;
  const { aud, tid } = claims;
  const issuerProblem = checkIssuer(claims, issuers);
  if (issuerProblem !== undefined) return { rejected: issuerProblem };
  if (typeof tid !== 'string' || !auth.tenants.includes(tid)) return { rejected: 'tenantNotAllowed' };
  const audiences = tokenVersions[version].audiences(auth.audiences);
  if (typeof aud !== 'string' || !audiences.includes(aud)) return { rejected: 'audienceWrong' };
  const times = readTimes(claims);
  if ('rejected' in times) return times;
  const timeProblem = checkTimes(times, now);
  if (timeProblem !== undefined) return { rejected: timeProblem };
  // A token of an application has no scopes (access token claims reference of the Microsoft identity platform).
  if (claims['idtyp'] === 'app' && 'scp' in claims) return { rejected: 'kindContradictory' };
  const client = readClient(claims[tokenVersions[version].clientClaim], auth.clients);
  if ('rejected' in client) return client;
  const user = readUser(claims);
  const permissions = grantedPermissions(claims, auth);
  return { caller: { tenant: tid, client: client.client, permissions, ...(user !== undefined && { user }) }, times };
}
