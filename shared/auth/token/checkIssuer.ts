import type { JsonObject } from '../../json/jsonValue.ts';
import type { RejectionReason } from './rejectionTable.ts';

const tenantId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Fills `{tenantid}`; by splitting, because String.replace gives `$` in the replacement a meaning. */
function fillTemplate(template: string, tenant: string): string {
  return template.split('{tenantid}').join(tenant);
}

/** Who vouches for a token: the issuer in the OpenID metadata, and the one written beside the signing key, if any. */
export interface ExpectedIssuers {
  readonly metadata: string;
  readonly key: string | undefined;
}

/**
 * Checks that the issuer, the tenant and the issuer of the signing key are one and the same, by exact comparison
 * (Microsoft identity platform, "Validate the issuer" and "Validate the signing key issuer").
 */
export function checkIssuer(claims: JsonObject, expected: ExpectedIssuers): RejectionReason | undefined {
  const { iss, tid } = claims;
  if (typeof tid !== 'string' || !tenantId.test(tid)) return 'tenantMalformed';
  // The tenant is the first path segment: a metadata issuer without template must name it, too.
  if (iss !== fillTemplate(expected.metadata, tid) || iss.split('/')[3] !== tid) return 'issuerWrong';
  return expected.key !== undefined && fillTemplate(expected.key, tid) !== iss ? 'keyIssuerWrong' : undefined;
}
