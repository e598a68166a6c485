import { guid } from '../../shared/settings/guid.ts';
import { signAccessToken, tokenLifetime } from './signAccessToken.ts';
import { signIdToken } from './signIdToken.ts';
import type { TokenRequest } from './tokenRequest.ts';
import type { createAuthorizationCodes, Grant } from './createAuthorizationCodes.ts';
import type { IssuerOptions } from './issuerOptions.ts';
import { OAuthError } from './oauthError.ts';
import { readResource, readScope, type RequestedAccess } from './requestedAccess.ts';

/** A token request as it arrived. */
export interface TokenForm {
  readonly form: URLSearchParams;
  /** The Authorization header, for client_secret_basic. */
  readonly authorization: string | undefined;
  readonly origin: string;
  readonly tenant: string;
  readonly version: 1 | 2;
}

type Answer = Readonly<Record<string, string | number>>;

/** Client id and whether there was a secret; any secret is the right one here. */
function readClient({ form, authorization }: TokenForm): { client: string; confidential: boolean } {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  const [basicClient, basicSecret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent);
  const client = form.get('client_id') ?? basicClient ?? '';
  if (!guid.test(client))
    throw new OAuthError('invalid_client', 'AADSTS700016: The client_id must be a GUID; any will do.');
  const secret = form.get('client_secret') ?? form.get('client_assertion') ?? basicSecret ?? '';
  return { client: client.toLowerCase(), confidential: secret !== '' };
}

/** v2 tokens always name the client id of the API, v1 tokens the resource as it was asked for. */
function audienceOf({ resource }: RequestedAccess, version: 1 | 2, audiences: readonly string[]): string {
  return version === 1 ? resource : (audiences.find((audience) => guid.test(audience)) ?? resource);
}

/** RFC 6749 section 4.4: the application itself, with all application permissions. */
async function clientCredentials(request: TokenForm, { key, audiences }: IssuerOptions): Promise<Answer> {
  const { form, origin, tenant, version } = request;
  const { client, confidential } = readClient(request);
  if (!confidential) throw new OAuthError('invalid_client', 'AADSTS7000218: A client_secret is required; any will do.');
  const access =
    version === 1
      ? readResource(form.get('resource') ?? '', audiences, 'application')
      : readScope(form.get('scope') ?? '', audiences, 'application');
  const audience = audienceOf(access, version, audiences);
  const token: TokenRequest = { origin, tenant, version, audience, client, confidential, roles: access.permissions };
  return { access_token: await signAccessToken(key, token) };
}

/** RFC 6749 section 4.1.3 with RFC 7636: the development user, with the permissions that were asked for. */
async function authorizationCode(
  request: TokenForm,
  { key, audiences }: IssuerOptions,
  codes: ReturnType<typeof createAuthorizationCodes>,
): Promise<Answer> {
  const { form, origin, version } = request;
  const { client, confidential } = readClient(request);
  const given = (name: string): string => form.get(name) ?? '';
  const grant: Grant = codes.redeem(given('code'), client, given('redirect_uri'), given('code_verifier'));
  const { tenant, access } = grant;
  const audience = audienceOf(access, version, audiences);
  const token: TokenRequest = { origin, tenant, version, audience, client, confidential, scopes: access.permissions };
  return {
    access_token: await signAccessToken(key, token),
    scope: access.permissions.map((name) => `${access.resource}/${name}`).join(' '),
    ...(grant.openId ? { id_token: await signIdToken(key, token, grant.nonce) } : {}),
  };
}

/**
 * The token endpoint (RFC 6749 section 3.2).
 *
 * @throws OAuthError
 */
export async function redeem(
  request: TokenForm,
  options: IssuerOptions,
  codes: ReturnType<typeof createAuthorizationCodes>,
): Promise<Answer> {
  const grants: Readonly<Record<string, () => Promise<Answer>>> = {
    client_credentials: () => clientCredentials(request, options),
    authorization_code: () => authorizationCode(request, options, codes),
  };
  const grant = grants[request.form.get('grant_type') ?? ''];
  if (!grant)
    throw new OAuthError('unsupported_grant_type', `The grant_type must be one of ${Object.keys(grants).join(', ')}.`);
  return { token_type: 'Bearer', expires_in: tokenLifetime, ext_expires_in: tokenLifetime, ...(await grant()) };
}
