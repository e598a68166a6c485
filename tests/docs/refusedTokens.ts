import { signAccessToken } from '../../local/issuer/signAccessToken.ts';
import { loadSigningKey } from '../../local/issuer/signingKey.ts';
import type { TokenRequest } from '../../local/issuer/tokenRequest.ts';
import { powerQueryClient, type Session } from './session.ts';

/** What a reader's program may send, and the service refuses. */
interface Refused {
  readonly authorization?: string;
  /** Behind the service root. */
  readonly path?: string;
}

/** Tokens and other credentials that readers' programs may send, and the service refuses; by what is wrong with them. */
export async function refusedTokens(session: Session): Promise<Readonly<Record<string, Refused>>> {
  const authority = new URL(session.app.settings['AUTH_AUTHORITY'] ?? '');
  const key = await loadSigningKey(session.environment['LOCAL_DATA'] ?? '');
  const sign = async (changed: Partial<TokenRequest>, now = Date.now()): Promise<string> => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    const request = {
      origin: authority.origin,
      tenant: authority.pathname.slice(1),
      version: 1,
      audience: `api://${session.app.settings['AUTH_AUDIENCE']}`,
      client: powerQueryClient,
      confidential: false,
      scopes: ['user_impersonation'],
    } as const;
    const token = await signAccessToken(key, { ...request, ...changed });
    clock.mockRestore();
    return `Bearer ${token}`;
  };
  return {
    'no token': {},
    'an empty one, as Power Query begins': { authorization: 'Bearer' },
    'a password': { authorization: 'Basic YTpi' },
    'a Windows sign-in': { authorization: 'Negotiate YII' },
    'a personal account': { authorization: await sign({ tenant: '9188040d-6c67-4c5b-b112-36a304b66dad' }) },
    'another organisation': { authorization: await sign({ tenant: '0b6f7c1e-9b3a-4e85-a6d0-1f8e5c7b2a93' }) },
    'another address': { authorization: await sign({ audience: 'https://other.contoso.com' }) },
    'no permission': { authorization: await sign({ scopes: ['openid'] }) },
    'a token of yesterday': { authorization: await sign({}, Date.now() - 24 * 3600_000) },
    'another program': { authorization: await sign({ client: '0c2f7c1e-9b3a-4e85-a6d0-1f8e5c7b2a93' }) },
    'names, without the permission for them': {
      authorization: await sign({ scopes: ['Reports.ReadSummary.All'] }),
      path: 'office365ActiveUserDetail',
    },
  };
}
