import type { SignInSettings } from '../../shared/service/signInSettings.ts';

/** Asks the service where to sign in, and for what. */
export async function readSignInSettings(): Promise<SignInSettings> {
  const response = await fetch('/assets/signIn.json');
  if (!response.ok) throw new Error(`The service does not say where to sign in: it answered ${response.status}.`);
  return (await response.json()) as SignInSettings;
}
