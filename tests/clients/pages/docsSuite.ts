import type { Page } from 'playwright-core';
import { findings, type Talk } from './pageTalk.ts';

const id = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';
const address = `/v1.0/office365ActiveUserCounts('${id}')`;

/** The reference at `/docs`: the same session, a PATCH that is ready, everything by service. */
export function docsSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => {
    stage().asked();
    page = await at('/docs');
    await page.locator('#all .group').first().waitFor();
  });

  /** Sends the first form, and gives the status and the body of the answer, and what the request proved itself with. */
  async function send(): Promise<readonly [status: string, body: string, authorization: string | undefined]> {
    const form = page.locator('#start');
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.url().includes('/v1.0/')),
      form.getByRole('button', { name: 'Send' }).click(),
    ]);
    await (await request.response())?.finished();
    await form.getByText(/, in \d+ ms$/).waitFor();
    const texts = [form.getByRole('status'), form.locator('.answer-body')].map((place) => place.innerText());
    const [status = '', body = ''] = await Promise.all(texts);
    return [status, body, (await request.allHeaders())['authorization']];
  }

  test('signs in with the button for development, for the pages too, and asks nothing of the service by itself', async () => {
    expect(stage().asked()).toEqual([]);
    await page.goto(`${stage().url}/reports`);
    await page.locator('#signOut').waitFor();
    await page.goBack();
    await page.locator('#signOut').waitFor();
    expect(await page.locator('#who').textContent()).toBe('Development');
    await page.locator('#all .group').first().waitFor();
  });

  test('is closed, by service, and draws what is opened', async () => {
    expect(await page.locator('.group > summary > :first-child').allInnerTexts()).toEqual(
      expect.arrayContaining(['Microsoft 365', 'Teams', 'Copilot', 'No longer written', 'This service']),
    );
    expect(await page.locator('#all details[open]').count()).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(500);
    await page.locator('.group', { hasText: 'Copilot' }).locator('summary').first().click();
    const part = page.locator('.part').first();
    await part.locator('summary').first().click();
    await part.locator('.placed').first().waitFor();
    expect(await part.locator('.method').allInnerTexts()).toEqual([
      'GET',
      'POST',
      'PATCH',
      'GET',
      'PATCH',
      'DELETE',
      'GET',
      'GET',
    ]);
    await part.locator('.placed > summary').last().click();
    const period = part.getByLabel('period (required)');
    await period.waitFor();
    expect(await period.locator('option').allInnerTexts()).toContain('D28');
    expect(await part.getByLabel('version (required)').locator('option').allInnerTexts()).toContain('v2');
    await page.locator('#find').fill('device teams');
    expect(await page.locator('#all > [role=status]').innerText()).toMatch(/^\d found$/);
    await page.locator('#find').fill('');
  });

  test('the PATCH is ready: sent as it stands the row is new, changed it is updated, and wrong it is refused', async () => {
    const [created, row] = await send();
    expect(created).toMatch(/^201 Created, in /);
    expect(JSON.parse(row)).toMatchObject({ id, office365: 9, teams: 5, reportDate: '2022-10-19' });
    expect(stage().asked().at(-1)).toBe(`PATCH ${address}`);
    await page.getByLabel('Body').first().fill('{"teams": 6}');
    const [updated, merged] = await send();
    expect(updated).toMatch(/^200 /);
    expect(JSON.parse(merged)).toMatchObject({ id, office365: 9, teams: 6 });
    const stored = await stage().app.fetch(address);
    expect(await stored.json()).toMatchObject({ id, exchange: 8, teams: 6, reportPeriod: '7' });
    await page.getByLabel('Body').first().fill('{"teams": "six"}');
    const [refused, why] = await send();
    expect(refused).toMatch(/^400 /);
    expect(why).toContain('teams');
  });

  test('the command is the request of the form, with what prints a token instead of one', async () => {
    await page.locator('#start').getByText('As a command').click();
    const command = await page.locator('#start pre code').first().innerText();
    expect(command).toContain('-H "Authorization: Bearer $(npm run --silent token)"');
    expect(command).toContain(`--data-binary '{"teams": "six"}'`);
    expect(command.split('\n')[0]).toBe(
      String.raw`curl -X PATCH '${stage().url}${address.replaceAll("'", String.raw`'\''`)}' \ `.trimEnd(),
    );
  });

  test('a token that is pasted goes before the session; without either none is sent, and the button for development brings one', async () => {
    await page.getByText('Use another token').click();
    await page.locator('#pasted').fill('not.a.token');
    expect(await send()).toEqual([expect.stringMatching(/^401 /), expect.any(String), 'Bearer not.a.token']);
    await page.locator('#pasted').fill('');
    await page.locator('#signOut').click();
    expect((await send())[2]).toBeUndefined();
    await page.locator('#signIn').click();
    await page.locator('#signOut').waitFor();
    expect((await send())[2]).toMatch(/^Bearer ey/);
  });

  test('axe finds nothing in any look, and no width makes the page wider than itself', async () => {
    const closed = page.locator('#start details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([
        width,
        true,
      ]);
    }
    expect(await findings(page)).toEqual([]);
    for (const look of [{ colorScheme: 'dark' }, { colorScheme: 'light', forcedColors: 'active' }] as const) {
      await page.emulateMedia(look);
      expect([look, await findings(page, ['color-contrast'])]).toEqual([look, []]);
    }
  });
}
