/** The page at `/docs`: the reference of the API, in which requests can be sent. */
import { reasonOf } from '../shared/errors/reasonOf.ts';
import { elementOf, htmlElement } from './page/elements.ts';
import { readReportList } from './page/readReportList.ts';
import type { OpenApiDocument } from './reference/openApi.ts';
import { showReference } from './reference/showReference.ts';
import { chooseSignIn } from './signIn/chooseSignIn.ts';
import { readSignInSettings } from './signIn/readSignInSettings.ts';
import type { Session } from './signIn/session.ts';

const reference = elementOf('reference', HTMLElement);
const who = elementOf('who', HTMLElement);
const begin = elementOf('signIn', HTMLButtonElement);
const end = elementOf('signOut', HTMLButtonElement);
const reason = elementOf('reason', HTMLElement);
const pasted = elementOf('pasted', HTMLInputElement);
// It is read when a request is sent; there is nothing else to do with it.
pasted.form?.addEventListener('submit', (event) => event.preventDefault());
let session: Session | undefined;

function show(opened: Session | undefined): void {
  session = opened;
  who.textContent = opened?.name ?? '';
  begin.hidden = opened !== undefined;
  end.hidden = opened === undefined;
}

async function trying(work: () => Promise<void>): Promise<void> {
  reason.textContent = '';
  try {
    await work();
  } catch (error) {
    reason.textContent = `Signing in failed. ${reasonOf(error)}`;
  }
}

async function startSignIn(isDevelopment: (is: boolean) => void): Promise<void> {
  const settings = await readSignInSettings();
  isDevelopment(settings.developmentTokenEndpoint !== undefined);
  const signIn = await chooseSignIn(settings);
  begin.textContent = signIn.label;
  begin.addEventListener('click', () => void trying(async () => show(await signIn.begin())));
  end.addEventListener('click', () => {
    const ended = session;
    signIn.forget?.();
    show(undefined);
    void trying(async () => await ended?.end());
  });
  show(await signIn.resume());
}

async function readDocument(): Promise<OpenApiDocument> {
  const response = await fetch('/openapi.json');
  if (!response.ok) throw new Error(`The service answered ${response.status}.`);
  return (await response.json()) as OpenApiDocument;
}

let tokenCommand = 'az account get-access-token --query accessToken --output tsv';
const signingIn = trying(() =>
  startSignIn((isDevelopment) => {
    if (isDevelopment) tokenCommand = 'npm run --silent token';
  }),
);
try {
  const [document, list] = await Promise.all([readDocument(), readReportList(), signingIn]);
  const token = async (scope: string | undefined): Promise<string | undefined> =>
    pasted.value.trim() === '' ? await session?.token(scope) : pasted.value.trim();
  showReference(reference, { document, tokenCommand, token }, list);
} catch (error) {
  const said = reasonOf(error);
  reference.replaceChildren(
    htmlElement('p', { role: 'alert' }, `The description of the API could not be read. ${said}`),
  );
}
