// Signing in with Microsoft Entra: RFC 6749 section 4.1 with RFC 7636, by a redirect of the whole page.
import type { Page } from 'playwright-core';
import { authority, challengeOf, givenToken, standInForEntra, tenant, type EntraRequests } from './entraStandIn.ts';
import { describeInBrowser, keepPicture } from './openPages.ts';
import { startPageStage, type PageStage } from './pageStage.ts';
import { eventually, settled } from './pageTalk.ts';

const client = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704';

describeInBrowser('signing in with Microsoft Entra', (pages) => {
  let app: PageStage;
  let page: Page;
  let entra: EntraRequests;
  const authorizations: (string | undefined)[] = [];

  beforeAll(async () => {
    app = await startPageStage({ authority, audiences: ['api://reports.contoso.example', client] });
    page = await pages.open(`${app.url}/reports/teamsUserActivityUserCounts?last=30d`);
    entra = await standInForEntra(page);
    // What the service would answer to a token it can verify.
    await page.route('**/v1.0/**', async (route) => {
      authorizations.push((await route.request().allHeaders())['authorization']);
      await route.fulfill({ json: { value: [] } });
    });
  });
  afterAll(async () => await app.stop());

  test('there is no button for development, and nothing that leads to one', async () => {
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor();
    expect(await page.getByRole('button').allTextContents()).toEqual(['Sign in with Microsoft']);
    const settings = (await (await fetch(`${app.url}/assets/signIn.json`)).json()) as object;
    expect(settings).toEqual({ authority, clientId: client, scope: `api://${client}/Reports.Read.All` });
    await keepPicture(page, 'dashboard-entra');
  });

  test('says what went wrong when the user refuses, and can be used again', async () => {
    entra.isRefused = true;
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    const reason = page.locator('#reason');
    await eventually(
      () => reason.innerText(),
      (text) => expect(text).toContain('AADSTS65004'),
    );
    entra.isRefused = false;
  });

  test('the button leads to the authority with client id, scope and PKCE', async () => {
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    const asked = Object.fromEntries(entra.authorization ?? []);
    expect(asked).toMatchObject({
      client_id: client,
      response_type: 'code',
      redirect_uri: `${app.url}/`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/./),
    });
    expect(asked['scope']?.split(' ')).toEqual(expect.arrayContaining(['openid', `api://${client}/Reports.Read.All`]));
    expect(asked['scope']).not.toContain('ReadWrite');
  });

  test('the code is redeemed with its verifier, and without a secret', () => {
    const sent = Object.fromEntries(entra.token ?? []);
    expect(sent).toMatchObject({ grant_type: 'authorization_code', code: 'the-code', client_id: client });
    expect(challengeOf(sent['code_verifier'] ?? '')).toBe(entra.authorization?.get('code_challenge'));
    expect(sent['client_secret']).toBeUndefined();
  });

  test('the token is sent to the service, and the user is named', async () => {
    await settled(page);
    expect(await page.locator('#who').textContent()).toBe('Ada Example');
    expect(new Set(authorizations)).toEqual(new Set([`Bearer ${givenToken}`]));
    // Signing in comes back to the address that was asked for.
    expect(page.url()).toBe(`${app.url}/reports/teamsUserActivityUserCounts?last=30d`);
  });

  test('the tab stays signed in when it is loaded again, and another tab is not', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(app.url);
    await other.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /token/i.test(key)))).toEqual([]);
  });

  test('the reference has the same session, and asks for the permission to write when something is written', async () => {
    await page.goto(`${app.url}/docs`);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(entra.authorization?.get('scope')).not.toContain('ReadWrite');
    await Promise.all([
      page.waitForRequest(`${authority}/oauth2/v2.0/authorize**`),
      page.locator('#start').getByRole('button', { name: 'Send' }).click(),
    ]);
    expect(entra.authorization?.get('scope')).toContain('Reports.ReadWrite.All');
    await page.waitForURL(`${app.url}/docs`);
    authorizations.length = 0;
    await page.locator('#start').getByRole('button', { name: 'Send' }).click();
    await page
      .locator('#start')
      .getByText(/^200 OK, in /)
      .waitFor();
    expect(authorizations).toEqual([`Bearer ${givenToken}`]);
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  test('signing out leads to the authority', async () => {
    await Promise.all([
      page.waitForURL(`${authority}/oauth2/v2.0/logout**`),
      page.getByRole('button', { name: 'Sign out' }).click(),
    ]);
    expect(page.url()).toContain(tenant);
  });
});
