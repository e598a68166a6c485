import { issuerOf } from './accessToken.ts';
import type { SigningKey } from './signingKey.ts';

/** Path segments that stand for every tenant: their metadata names a template. */
const everyTenant: ReadonlySet<string> = new Set(['common', 'organizations']);

const issuerTenant = (segment: string): string => (everyTenant.has(segment) ? '{tenantid}' : segment);

/** OpenID Provider Metadata (OpenID Connect Discovery 1.0 section 3) of a tenant, as Entra writes it. */
export function openIdMetadata(origin: string, segment: string, version: 1 | 2): Readonly<Record<string, unknown>> {
  const base = `${origin}/${segment}`;
  const [endpoints, keys] = version === 1 ? ['oauth2', 'discovery/keys'] : ['oauth2/v2.0', 'discovery/v2.0/keys'];
  return {
    issuer: issuerOf(origin, issuerTenant(segment), version),
    authorization_endpoint: `${base}/${endpoints}/authorize`,
    token_endpoint: `${base}/${endpoints}/token`,
    jwks_uri: `${base}/${keys}`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'name', 'preferred_username', 'oid', 'tid', 'ver'],
  };
}

/** JWK Set (RFC 7517 section 5) whose entries say, as Entra's do, whose tokens they sign. */
export function keySet(
  origin: string,
  segment: string,
  version: 1 | 2,
  key: SigningKey,
): Readonly<Record<string, unknown>> {
  return { keys: [{ ...key.publicJwk, issuer: issuerOf(origin, issuerTenant(segment), version) }] };
}
