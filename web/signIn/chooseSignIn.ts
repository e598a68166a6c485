import type { SignInSettings } from '../../shared/service/signInSettings.ts';
import { developmentSignIn } from './developmentSignIn.ts';
import type { SignIn } from './session.ts';

/** The way to sign in here. The library that speaks with Entra is loaded only where Entra, or what is like it, is the authority. */
export async function chooseSignIn(settings: SignInSettings): Promise<SignIn> {
  const { developmentTokenEndpoint } = settings;
  if (developmentTokenEndpoint !== undefined) return developmentSignIn(settings, developmentTokenEndpoint);
  return await (await import('./entraSignIn.ts')).entraSignIn(settings);
}
