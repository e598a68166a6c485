import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { fixtureRows } from './pageFixture.ts';
import { eventually, go, mainText, settled, tableRows, type Talk } from './pageTalk.ts';

const address = '/reports/office365ActiveUserDetail';
const call = "/v1.0/reports/getOffice365ActiveUserDetail(period='D30')";
const rows = fixtureRows['office365ActiveUserDetail']!;
const activities = ['exchange', 'oneDrive', 'sharePoint', 'skypeForBusiness', 'yammer', 'teams'].map(
  (name) => `${name}LastActivityDate`,
);

/** Details: a page of rows, ready questions, a text that is never in the address. */
export function detailsSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at('/reports')));
  beforeEach(() => void stage().asked());

  test('reads 25 rows in the order of names, and counts beside them', async () => {
    await go(page, address);
    await eventually(
      () => page.locator('h2').first().innerText(),
      (text) => expect(text).toContain('300 rows'),
    );
    expect(stage().asked()).toEqual([`GET ${call}?$orderby=userPrincipalName`, `GET ${call}/$count`]);
    const shown = await tableRows(page, '.people tbody');
    expect(shown).toHaveLength(25);
    expect(shown[0]![0]).toBe('User 0001user0001@contoso.example');
    const dated = await page
      .locator('.people tbody td[title]')
      .evaluateAll((cells) => cells.map((cell) => [cell.getAttribute('title') ?? '', cell.textContent] as const));
    const dates = dated.filter(([title]) => /^\d{4}-/.test(title));
    expect(dates.length).toBeGreaterThan(25);
    for (const [date, days] of dates)
      expect(['no licence', String((Date.parse('2026-11-26') - Date.parse(date)) / 86_400_000)]).toContain(days);
    expect(await mainText(page)).toContain('Of the refresh date 26 Nov 2026.');
    const [opened] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Excel' }).click(),
    ]);
    expect(opened.suggestedFilename()).toBe('office365ActiveUserDetail.odc');
    expect(await readFile(await opened.path(), 'utf8')).toContain(`OData.Feed(&amp;quot;${stage().url}/v1.0/`);
  });

  test('rows never wait for their number, and one that does not come is told of', async () => {
    let refuse: (answer: Response) => void = () => undefined;
    const held = new Promise<Response>((resolve) => (refuse = resolve));
    stage().instead((path) => (path.includes('$count') ? held : undefined));
    await go(page, address);
    expect(await tableRows(page, '.people tbody')).toHaveLength(25);
    expect(await page.locator('.pages p').innerText()).toBe('1 to 25');
    refuse(Response.json({ error: { code: 'x', message: 'Too many rows.' } }, { status: 400 }));
    await eventually(
      () => page.locator('h2').first().innerText(),
      (text) => expect(text).toMatch(/^Rows\s*not counted: Too many rows\.$/),
    );
    stage().instead();
    await go(page, address);
  });

  test('pages by nextLink only, forth and back', async () => {
    await eventually(
      () => page.locator('.pages p').innerText(),
      (text) => expect(text).toBe('1 to 25 of 300'),
    );
    stage().asked();
    // Pressed twice before the page is there, it is one page.
    await page.locator('#next').evaluate((next: HTMLElement) => {
      next.click();
      next.click();
    });
    await eventually(
      () => tableRows(page, '.people tbody'),
      (shown) => expect(shown[0]![0]).toContain('User 0026'),
    );
    expect(stage().asked()[0]).toContain('$skiptoken=');
    expect(await page.locator('.pages p').innerText()).toBe('26 to 50 of 300');
    await page.locator('#back').click();
    await eventually(
      () => tableRows(page, '.people tbody'),
      (shown) => expect(shown[0]![0]).toContain('User 0001'),
    );
  });

  test('a ready question counts days to the refresh date, and says what it claims', async () => {
    await page.locator('#show-idle-90').click();
    await settled(page);
    const idle = rows.filter(
      (row) =>
        row['isDeleted'] === false &&
        activities.every((name) => row[name] === null || (row[name] as string) <= '2026-08-28'),
    );
    await eventually(
      () => page.locator('h2').first().innerText(),
      (text) => expect(text).toContain(`${idle.length} rows`),
    );
    expect(page.url()).toMatch(/\?show=idle-90$/);
    const [first] = await tableRows(page, '.people tbody');
    const last = activities
      .map((name) => idle[0]![name] as string | null)
      .filter((date) => date !== null)
      .sort()
      .at(-1);
    expect(first![1]).toBe(
      last === undefined ? 'none' : String((Date.parse('2026-11-26') - Date.parse(last)) / 86_400_000),
    );
    expect(await page.locator('.note').innerText()).toContain(
      'Use of other products of a licence, such as Power BI or Intune, is in no report',
    );
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    const place = lines[0]!.split(',').indexOf('User Principal Name');
    expect(lines.slice(1).map((line) => line.split(',')[place])).toEqual(
      idle.map((row) => row['userPrincipalName']).sort(),
    );
  });

  test('a text is found in names and addresses, and is not in the address of the page', async () => {
    await go(page, address);
    await page.locator('#find').fill('User 0042');
    await page.locator('#findButton').click();
    await settled(page);
    expect((await tableRows(page, '.people tbody')).map(([name]) => name)).toEqual([
      'User 0042user0042@contoso.example',
    ]);
    expect(decodeURIComponent(page.url())).not.toContain('0042');
    // Nor in any that is asked for: telemetry of the platform keeps addresses.
    const asked = stage().asked().join();
    expect(asked).toContain(`POST ${call}/$query`);
    expect(asked.toLowerCase()).not.toContain('0042');
  });

  test('concealed names are explained, with who can change that', async () => {
    stage().instead(async (path, _body, own) => {
      if (!path.includes('getOffice365ActiveUserDetail') || path.includes('$count')) return undefined;
      const page = (await (await own()).json()) as { value: Readonly<Record<string, unknown>>[] };
      const value = page.value.map((row, at) => {
        const code = at.toString(16).toUpperCase().padStart(32, 'A0');
        return { ...row, userPrincipalName: code, displayName: code };
      });
      return Response.json({ ...page, value });
    });
    await go(page, `${address}?show=deleted`);
    expect(await page.locator('.note').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Names are concealed: .* 32 characters .*global administrator can change that/),
    );
    stage().instead();
    await go(page, address);
    expect(await mainText(page)).not.toContain('concealed');
  });

  test('another order reads all rows, says so, and marks one head', async () => {
    await go(page, address);
    expect(await page.locator('#sort-teamsLastActivityDate').getAttribute('title')).toBe(
      'Sorting by this column reads all rows',
    );
    await page.locator('#sort-teamsLastActivityDate').click();
    await settled(page);
    expect(
      await page
        .locator('[aria-sort]')
        .evaluateAll((heads) => heads.map((head) => [head.textContent, head.getAttribute('aria-sort')])),
    ).toEqual([['Teams', 'ascending']]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('sort-teamsLastActivityDate');
    expect(page.url()).toContain('sort=teamsLastActivityDate');
    expect(await page.locator('thead th', { hasText: 'Any service' }).locator('button').count()).toBe(0);
  });
}
