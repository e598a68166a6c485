import { guid } from '../../shared/settings/guid.ts';
import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import type { createAuthorizationCodes } from './createAuthorizationCodes.ts';
import { OAuthError } from './oauthError.ts';
import { readResource, readScope } from './requestedAccess.ts';

function readRedirectUri(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isLoopbackHost(url.hostname) || url.hash !== '')
    throw new OAuthError(
      'invalid_request',
      `The redirect_uri must be an address of this machine (http://localhost:<port>/...), not '${text}'.`,
    );
  return url;
}

function readClient(query: URLSearchParams): string {
  const client = query.get('client_id') ?? '';
  if (!guid.test(client))
    throw new OAuthError('unauthorized_client', 'AADSTS700038: The client_id must be a GUID; any will do.');
  return client.toLowerCase();
}

/** What comes back to the client: a code, or an error (RFC 6749 sections 4.1.2 and 4.1.2.1). */
function decide(
  query: URLSearchParams,
  tenant: string,
  version: 1 | 2,
  audiences: readonly string[],
  codes: ReturnType<typeof createAuthorizationCodes>,
): Readonly<Record<string, string>> {
  try {
    if (query.get('response_type') !== 'code')
      throw new OAuthError('unsupported_response_type', 'The response_type must be code.');
    const codeChallenge = query.get('code_challenge') ?? '';
    if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge))
      throw new OAuthError('invalid_request', 'A code_challenge of method S256 is required (RFC 7636).');
    const scope = query.get('scope') ?? '';
    const access =
      version === 1
        ? readResource(query.get('resource') ?? '', audiences, 'delegated')
        : readScope(scope, audiences, 'delegated');
    const code = codes.issue({
      client: readClient(query),
      tenant,
      redirectUri: query.get('redirect_uri') ?? '',
      codeChallenge,
      access,
      openId: version === 1 || scope.split(' ').includes('openid'),
      nonce: query.get('nonce') ?? undefined,
    });
    return { code };
  } catch (error) {
    if (error instanceof OAuthError) return { error: error.error, error_description: error.message };
    throw error;
  }
}

/**
 * The authorization endpoint (RFC 6749 section 4.1 with RFC 7636): signs the development user in without asking, and
 * sends the browser on to an address of this machine only.
 *
 * @returns where to redirect to
 * @throws OAuthError when the redirect URI is not acceptable, so that the error is shown instead of sent there
 */
export function authorize(
  query: URLSearchParams,
  tenant: string,
  version: 1 | 2,
  audiences: readonly string[],
  codes: ReturnType<typeof createAuthorizationCodes>,
): string {
  const target = readRedirectUri(query.get('redirect_uri') ?? '');
  const answer = new URLSearchParams(decide(query, tenant, version, audiences, codes));
  const state = query.get('state');
  if (state !== null) answer.set('state', state);
  if (query.get('response_mode') === 'fragment') target.hash = answer.toString();
  else for (const [name, value] of answer) target.searchParams.set(name, value);
  return target.href;
}
