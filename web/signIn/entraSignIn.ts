import {
  CacheLookupPolicy,
  InteractionRequiredAuthError,
  PublicClientApplication,
  type AccountInfo,
} from '@azure/msal-browser';
import type { SignInSettings } from '../../shared/service/signInSettings.ts';
import type { Session, SignIn } from './session.ts';

/**
 * Signs in with Microsoft Entra: authorization code with PKCE, by a redirect of the whole page, so that no frame and no
 * window of the authority is ever part of it. Tokens stay in the storage of the tab.
 */
export async function entraSignIn({ authority, clientId, scope }: SignInSettings): Promise<SignIn> {
  const msal = new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [new URL(authority).host], redirectUri: `${location.origin}/` },
    cache: { cacheLocation: 'sessionStorage' },
  });
  await msal.initialize();
  function sessionOf(account: AccountInfo): Session {
    return {
      name: account.name ?? account.username,
      async token(wanted = scope) {
        const scopes = [wanted];
        try {
          // The third way, a hidden frame, is what the page's own policy forbids.
          const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken;
          return (await msal.acquireTokenSilent({ scopes, account, cacheLookupPolicy })).accessToken;
        } catch (error) {
          if (!(error instanceof InteractionRequiredAuthError)) throw error;
          await msal.acquireTokenRedirect({ scopes, account });
          throw error;
        }
      },
      end: () => msal.logoutRedirect({ account }),
    };
  }

  return {
    label: 'Sign in with Microsoft',
    async resume() {
      const account = (await msal.handleRedirectPromise())?.account ?? msal.getAllAccounts()[0];
      return account && sessionOf(account);
    },
    async begin() {
      await msal.loginRedirect({ scopes: [scope] });
      return undefined;
    },
  };
}
