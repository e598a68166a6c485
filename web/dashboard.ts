/** The page at `/`: signs somebody in, and shows the dashboard to whoever is. */
import type { SignInSettings } from '../shared/service/signInSettings.ts';
import { developmentSignIn } from './signIn/developmentSignIn.ts';
import { readSignInSettings } from './signIn/readSignInSettings.ts';
import type { Session, SignIn } from './signIn/session.ts';
import { startDashboard } from './startDashboard.ts';
import { elementOf } from './view/elements.ts';

const welcome = elementOf('welcome', HTMLElement);
const reason = elementOf('reason', HTMLElement);
const begin = elementOf('signIn', HTMLButtonElement);
const end = elementOf('signOut', HTMLButtonElement);
const who = elementOf('who', HTMLElement);
const dashboard = startDashboard(showWelcome);
let session: Session | undefined;

/** Nobody is signed in, perhaps no longer; says why. */
function showWelcome(why: string): void {
  dashboard.close();
  session = undefined;
  who.textContent = '';
  end.hidden = true;
  welcome.hidden = false;
  reason.textContent = why;
  begin.focus();
}

async function open(opened: Session): Promise<void> {
  session = opened;
  who.textContent = opened.name;
  end.hidden = false;
  welcome.hidden = true;
  await dashboard.open(opened);
}

/** Says what went wrong with signing in. */
async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    showWelcome(`Signing in failed. ${error instanceof Error ? error.message : ''}`);
  }
}

/** The library that speaks with Entra is loaded only where Entra, or what is like it, is the authority. */
async function signInOf(settings: SignInSettings): Promise<SignIn> {
  const { developmentTokenEndpoint } = settings;
  if (developmentTokenEndpoint !== undefined) return developmentSignIn(settings, developmentTokenEndpoint);
  return await (await import('./signIn/entraSignIn.ts')).entraSignIn(settings);
}

await trying(async () => {
  const signIn = await signInOf(await readSignInSettings());
  begin.textContent = signIn.label;
  begin.disabled = false;
  begin.addEventListener('click', () => {
    void trying(async () => {
      const begun = await signIn.begin();
      if (begun !== undefined) await open(begun);
    });
  });
  end.addEventListener('click', () => {
    void trying(async () => {
      const ended = session;
      showWelcome('You have signed out.');
      await ended?.end();
    });
  });
  const resumed = await signIn.resume();
  if (resumed !== undefined) await open(resumed);
});
