import type { SignInSettings } from '../../shared/service/signInSettings.ts';
import type { Session, SignIn } from './session.ts';

interface TokenAnswer {
  readonly access_token?: string;
  readonly error_description?: string;
}

/**
 * Gets a token of the development issuer, which gives one to any client that asks. The service verifies it as any
 * other. It is kept in memory only.
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
    const answer = (await response.json()) as TokenAnswer;
    if (answer.access_token === undefined) throw new Error(answer.error_description ?? 'The issuer gave no token.');
    return answer.access_token;
  }

  async function begin(): Promise<Session> {
    const token = await requestToken();
    return { name: 'Development', token: () => Promise.resolve(token), end: () => Promise.resolve() };
  }

  return { label: 'Use a development token', resume: () => Promise.resolve(undefined), begin };
}
