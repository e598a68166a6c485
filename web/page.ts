/** The page at `/`, `/reports` and `/coverage`: signs somebody in, and shows the figures to whoever is. */
import { reasonOf } from '../shared/errors/reasonOf.ts';
import { elementOf, htmlElement } from './page/elements.ts';
import { readReportList } from './page/readReportList.ts';
import { startPages } from './page/startPages.ts';
import { chooseSignIn } from './signIn/chooseSignIn.ts';
import { sampleData } from './signIn/sampleData.ts';
import { readSignInSettings } from './signIn/readSignInSettings.ts';
import type { Session } from './signIn/session.ts';

const main = elementOf('main', HTMLElement);
const who = elementOf('who', HTMLElement);
const end = elementOf('signOut', HTMLButtonElement);
const reports = readReportList();
// Whoever needs the list says what is wrong with it.
reports.catch(() => undefined);

async function start(): Promise<void> {
  const settings = await readSignInSettings();
  const signIn = await chooseSignIn(settings);
  let session: Session | undefined;
  const pages = startPages(reports, sampleData(settings), welcome);

  function open(opened: Session): void {
    session = opened;
    who.textContent = opened.name;
    end.hidden = false;
    pages.open(opened);
  }
  async function trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      welcome(`Signing in failed. ${reasonOf(error)}`);
    }
  }
  /** Nobody is signed in, perhaps no longer: says why, what this is, and has one button. */
  function welcome(why: string): void {
    pages.close();
    signIn.forget?.();
    session = undefined;
    who.textContent = '';
    end.hidden = true;
    document.title = 'Usage reports';
    const begin = htmlElement('button', { type: 'button', class: 'primary', id: 'signIn' }, signIn.label);
    begin.addEventListener('click', () => {
      void trying(async () => {
        const begun = await signIn.begin();
        if (begun !== undefined) open(begun);
      });
    });
    main.replaceChildren(
      htmlElement(
        'div',
        { class: 'empty', id: 'welcome' },
        htmlElement('h1', { tabindex: -1 }, 'How your organisation uses Microsoft 365'),
        htmlElement(
          'p',
          { class: 'lead quiet' },
          'Who uses which service, whether it grows, and whether the figures can be trusted: from the usage reports your organisation keeps here.',
        ),
        htmlElement('p', { role: 'alert', id: 'reason' }, why),
        begin,
      ),
    );
    if (why !== '') begin.focus();
  }
  end.addEventListener('click', () => {
    void trying(async () => {
      const ended = session;
      welcome('You have signed out.');
      await ended?.end();
    });
  });
  await trying(async () => {
    const resumed = await signIn.resume();
    if (resumed === undefined) welcome('');
    else open(resumed);
  });
}

try {
  await start();
} catch (error) {
  const again = htmlElement('button', { type: 'button', class: 'primary' }, 'Try again');
  again.addEventListener('click', () => location.reload());
  main.replaceChildren(
    htmlElement('h1', {}, 'The page could not start'),
    htmlElement('p', { role: 'alert' }, reasonOf(error)),
    htmlElement('p', { class: 'lead' }, again),
  );
}
