// The reference at `/docs`: a developer pastes a token and sends the PATCH.
import type { Locator, Page } from 'playwright-core';
import { startApp, type StartedApp } from '../../support/startApp.ts';
import { describeInBrowser, keepPicture } from './openPages.ts';

const address = "/v1.0/office365ActiveUserCounts('{id}')";
const id = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';

describeInBrowser('the reference', (pages) => {
  let app: StartedApp;
  let page: Page;
  let patch: Locator;

  beforeAll(async () => {
    app = await startApp();
    page = await pages.open(`${app.url}/docs`, { viewport: { width: 1200, height: 1400 } });
  }, 120_000);
  afterAll(async () => await app.stop(), 60_000);

  /** Sends the request of the open operation, and gives the status and the body of the answer. */
  async function execute(): Promise<readonly [status: string, body: string]> {
    const clear = patch.getByRole('button', { name: 'Clear' });
    if (await clear.isVisible()) await clear.click();
    await patch.getByRole('button', { name: 'Execute' }).click();
    const row = patch.locator('.live-responses-table .response').first();
    const status = await row.locator('.response-col_status').innerText();
    const body = row.locator('.response-col_description pre').first();
    return [status.trim(), await body.innerText()];
  }

  test('names every report', async () => {
    // Swagger UI reads the operations of all 91 reports before it shows the first: seconds, and more on a busy machine.
    await page.locator('.opblock-tag').first().waitFor({ timeout: 100_000 });
    expect(await page.locator('.opblock-tag[data-tag="office365ActiveUserCounts"]').count()).toBe(1);
    expect(await page.locator('.opblock-tag[data-tag="office365GroupsActivityStorage"]').count()).toBe(1);
    await keepPicture(page, 'docs');
  }, 120_000);

  test('takes a token that is pasted, and offers no other way in', async () => {
    await page.getByRole('button', { name: 'Authorize', exact: true }).click();
    const dialog = page.locator('.dialog-ux');
    expect(await dialog.locator('.auth-container').count()).toBe(1);
    await dialog.getByLabel('auth-bearer-value').fill(await app.token());
    await dialog.getByRole('button', { name: 'Apply credentials' }).click();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
  });

  test('sends the PATCH: the row is new', async () => {
    await page.locator('.opblock-tag[data-tag="office365ActiveUserCounts"]').click();
    patch = page.locator('.opblock-patch', { has: page.locator(`[data-path="${address}"]`) });
    await patch.locator('.opblock-summary-control').click();
    await patch.locator('tr[data-param-name="id"] input').fill(id);
    const [status, body] = await execute();
    expect(status).toBe('201');
    expect(JSON.parse(body)).toMatchObject({ id, office365: 9, teams: 5, reportDate: '2022-10-19' });
    await keepPicture(page, 'docs-patch');
  });

  test('sends it once more, changed: the row is updated', async () => {
    await patch.locator('textarea').first().fill('{"teams": 6}');
    const [status, body] = await execute();
    expect(status).toBe('200');
    expect(JSON.parse(body)).toMatchObject({ id, office365: 9, teams: 6 });
  });

  test('the row is in storage', async () => {
    const headers = { Authorization: `Bearer ${await app.token()}` };
    const response = await fetch(`${app.url}${address.replace('{id}', id)}`, { headers });
    expect(await response.json()).toMatchObject({ id, exchange: 8, teams: 6, reportPeriod: '7' });
  });

  test('a value that is wrong is refused, and the page says why', async () => {
    await patch.locator('textarea').first().fill('{"teams": "six"}');
    const [status, body] = await execute();
    expect(status).toBe('400');
    expect(body).toContain('teams');
  });

  test('no request leaves the origin', () => {
    expect([...pages.origins]).toEqual([app.url]);
  });
});
