import type { SignInSettings } from '../../shared/service/signInSettings.ts';
import type { Session, SignIn } from './session.ts';

interface TokenAnswer {
  readonly access_token?: string;
  readonly expires_in?: number;
  readonly error_description?: string;
}

interface KeptToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Where the tab keeps the token, as the library of Entra does with its own. */
const place = 'developmentToken';
/** A token that ends within this time is not used again, in milliseconds. */
const margin = 60_000;

function keptToken(): string | undefined {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as KeptToken | null;
  return kept === null || kept.until - margin < Date.now() ? undefined : kept.token;
}

/**
 * Gets a token of the development issuer, which gives one to any client that asks. The service verifies it as any
 * other. The tab keeps it until it ends.
 *
 * @param endpoint token endpoint of the issuer, which the service names only where the issuer is its authority
 */
export function developmentSignIn({ clientId, scope }: SignInSettings, endpoint: string): SignIn {
  async function requestToken(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: 'any',
      scope: `${scope.slice(0, scope.lastIndexOf('/'))}/.default`,
    });
    const response = await fetch(endpoint, { method: 'POST', body });
    const {
      access_token: token,
      expires_in: seconds = 0,
      error_description: reason,
    } = (await response.json()) as TokenAnswer;
    if (token === undefined) throw new Error(reason ?? 'The issuer gave no token.');
    sessionStorage.setItem(place, JSON.stringify({ token, until: Date.now() + 1000 * seconds } satisfies KeptToken));
    return token;
  }
  const forget = (): void => sessionStorage.removeItem(place);
  const session: Session = {
    name: 'Development',
    token: async () => keptToken() ?? (await requestToken()),
    end: () => {
      forget();
      return Promise.resolve();
    },
  };

  return {
    label: 'Use a development token',
    resume: () => Promise.resolve(keptToken() === undefined ? undefined : session),
    async begin() {
      await requestToken();
      return session;
    },
    forget,
  };
}
