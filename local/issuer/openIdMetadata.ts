import { issuerOf } from './issuerOf.ts';

/** OpenID Provider Metadata (OpenID Connect Discovery 1.0 section 3) of a tenant, as Entra writes it. */
export function openIdMetadata(origin: string, segment: string, version: 1 | 2): Readonly<Record<string, unknown>> {
  const base = `${origin}/${segment}`;
  const [endpoints, keys] = version === 1 ? ['oauth2', 'discovery/keys'] : ['oauth2/v2.0', 'discovery/v2.0/keys'];
  return {
    issuer: issuerOf(origin, segment, version),
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
