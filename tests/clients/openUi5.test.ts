// OpenUI5, ODataModel v4, in a headless browser: https://ui5.github.io/docs/04_Essentials/odata-v4-model-5de13cf.html
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from './findBrowser.ts';
import { openPage, servePages, type ListOptions } from './openUi5Page.ts';
import { startGateway, type Gateway } from './startGateway.ts';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import { sampleReports, type Report } from './storeReports.ts';
import { missingBrowser } from './missingBrowser.ts';
import { unlessMissing } from '../support/unlessMissing.ts';

const executablePath = findBrowser();
const flags = ['no-sandbox', 'disable-gpu', 'disable-background-networking', 'disable-component-update'];
const quietFlags = ['disable-sync', 'no-first-run'];
const address = '/v1.0/office365ActiveUserCounts';
const reports = sampleReports(25);
let app: ProxiedApp;
/** Where all pages have OpenUI5 from: the browser reads and compiles it once. */
let library: Gateway;
/** A server of pages on another port, which is another origin. */
let elsewhere: Gateway;
let browser: Browser | undefined;
let page: Page;
let token: string;

async function open(groupId: string) {
  const call = await openPage(page, app.url, { token, groupId });
  app.exchanges.length = 0;
  return call;
}

/** The decoded addresses the page asked with a method since it was opened. */
function sent(method: string): readonly string[] {
  const own = app.exchanges.filter((exchange) => exchange.method === method);
  return own.map(({ target }) => decodeURIComponent(target)).filter((target) => !target.endsWith('$metadata'));
}

/** Changes a report behind the page's back. */
async function change(id: string, values: object): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify(values);
  const { status } = await fetch(`${app.url}${address}/${id}`, { method: 'PATCH', headers, body });
  expect(status).toBe(200);
}

const filter = (path: string, operator: string, value1: unknown, more: object = {}): ListOptions => ({
  filters: [{ path, operator, value1, ...more }],
});

const isWeekly = ({ reportPeriod }: Report): boolean => reportPeriod === '7';

/** What a filter of UI5 becomes, and which reports it lets through. */
const filters: readonly (readonly [options: ListOptions, query: string, accept: (report: Report) => boolean])[] = [
  [filter('reportPeriod', 'EQ', '7'), "reportPeriod eq '7'", isWeekly],
  [filter('office365', 'GT', '1020'), 'office365 gt 1020', ({ office365 }) => office365 > 1020],
  [filter('yammer', 'NE', null), 'yammer ne null', ({ yammer }) => yammer !== null],
  [
    filter('reportDate', 'BT', '2026-03-20', { value2: '2026-03-25' }),
    'reportDate ge 2026-03-20 and reportDate le 2026-03-25',
    ({ reportDate }) => reportDate >= '2026-03-20' && reportDate <= '2026-03-25',
  ],
  [
    filter('office365', 'NB', '1002', { value2: '1022' }),
    'office365 lt 1002 or office365 gt 1022',
    ({ office365 }) => office365 < 1002 || office365 > 1022,
  ],
  [filter('reportPeriod', 'Contains', '3'), "contains(reportPeriod,'3')", ({ reportPeriod }) => reportPeriod === '30'],
  [filter('reportPeriod', 'NotContains', '0'), "not contains(reportPeriod,'0')", isWeekly],
  [filter('reportPeriod', 'EndsWith', '7'), "endswith(reportPeriod,'7')", isWeekly],
  [
    filter('reportPeriod', 'StartsWith', '7', { caseSensitive: false }),
    "startswith(tolower(reportPeriod),tolower('7'))",
    isWeekly,
  ],
];

unlessMissing(describe, missingBrowser())('OpenUI5 ODataModel v4', () => {
  beforeAll(async () => {
    library = await startGateway(servePages());
    elsewhere = await startGateway(servePages(library.url));
    app = await startProxiedApp({ pages: servePages(library.url), reports, cors: elsewhere.url });
    token = await app.token();
    const args = [...flags, ...quietFlags].map((flag) => `--${flag}`);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args });
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([app.stop(), elsewhere.stop(), library.stop()]);
  });

  // Single requests, and all in $batch.
  describe.each([['$direct'], ['$auto']])('group %s', (groupId) => {
    let call: Awaited<ReturnType<typeof open>>;

    beforeAll(async () => {
      call = await open(groupId);
    });
    beforeEach(() => {
      app.exchanges.length = 0;
    });

    test('metadata', async () => {
      expect(await call('properties')).toEqual({
        id: 'Edm.String',
        reportRefreshDate: 'Edm.Date',
        ...Object.fromEntries(
          ['office365', 'exchange', 'oneDrive', 'sharePoint', 'skypeForBusiness', 'yammer', 'teams'].map((name) => [
            name,
            'Edm.Int64',
          ]),
        ),
        reportDate: 'Edm.Date',
        reportPeriod: 'Edm.String',
      });
    });

    test('a list that grows by $skip and $top until it has all that $count says', async () => {
      const { pages, count } = await call('grow', {}, 10);
      expect(count).toBe(25);
      expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
      expect(pages.flat().map(({ id }) => id)).toEqual(reports.map(({ id }) => id));
      expect(pages[0]?.[1]).toMatchObject({ office365: '1001', yammer: '1', teams: '1', reportDate: '2026-03-30' });
    });

    test('a sorted list, by two properties', async () => {
      const sorters = [{ path: 'reportPeriod' }, { path: 'reportDate', descending: true }];
      const { pages } = await call('grow', { sorters }, 7);
      const periods = ['30', '7'];
      const expected = periods.flatMap((period) => reports.filter(({ reportPeriod }) => reportPeriod === period));
      expect(pages.flat().map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    });

    test.each(filters)('a filtered list %j: $filter=%s', async (options, query, accept) => {
      const { pages, count } = await call('grow', options, 100);
      const expected = reports.filter(accept).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(0);
      expect(
        pages
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(expected);
      expect(count).toBe(expected.length);
      const asked = [...sent('GET'), ...app.exchanges.map(({ requestBody }) => decodeURIComponent(requestBody))];
      expect(asked.join('\n')).toContain(`$filter=${query}`);
    });

    test('$select and $search', async () => {
      const parameters = { $select: ['id', 'teams'], $search: '"2026-03-30"' };
      const { pages } = await call('grow', { parameters }, 10);
      expect(pages.flat()).toEqual([{ '@odata.etag': expect.any(String), id: 'report-0001', teams: '1' }]);
    });

    test('create, read, edit and delete in a detail page; PATCH and DELETE carry the entity tag', async () => {
      await change('report-0002', { teams: 2 });
      await call('open', 'report-0002');
      const { '@odata.etag': etag } = (await call('opened')) as { '@odata.etag': string };
      expect(await call('edit', 'teams', '9007199254740993')).toEqual({});
      expect(await call('opened')).toMatchObject({ teams: '9007199254740993', office365: '1002' });
      expect(await call('edit', 'yammer', null)).toEqual({});
      const { value } = await call('read', 'report-0002');
      expect(value).toMatchObject({ teams: '9007199254740993', yammer: null });
      expect(value?.['@odata.etag']).not.toBe(etag);
      await change('report-0002', { teams: 2, yammer: 2 });
    });

    test('an edit of what somebody else has changed meanwhile is refused', async () => {
      await call('open', 'report-0003');
      await change('report-0003', { exchange: Date.now() });
      const { failure } = await call('edit', 'teams', '8');
      expect(failure).toMatchObject({ status: 412, error: { code: 'preconditionFailed' } });
      expect((await call('read', 'report-0003')).value).toMatchObject({ teams: '3' });
    });

    test('a value that is wrong is refused, and the message reaches the page', async () => {
      await call('open', 'report-0004');
      const { failure } = await call('edit', 'teams', '9223372036854775808');
      expect(failure).toMatchObject({ status: 400, error: { code: 'badRequest' } });
      expect(failure?.message).toContain('teams');
    });

    test('rows of a list: create, edit, delete', async () => {
      const id = `new-${groupId}`;
      const created = await call('create', { id, teams: '1', reportDate: '2027-01-01' });
      expect(created).toEqual({});
      expect(await call('opened')).toMatchObject({ id, teams: '1', '@odata.etag': expect.any(String) });
      const first = await call('openFirst', { sorters: [{ path: 'reportDate', descending: true }] });
      expect(first).toMatchObject({ id, teams: '1' });
      expect(await call('edit', 'teams', '-5')).toEqual({});
      expect((await call('read', id)).value).toMatchObject({ teams: '-5' });
      expect(await call('remove')).toEqual({});
      expect((await call('read', id)).failure).toMatchObject({ status: 404, error: { code: 'notFound' } });
    });
  });

  test('single requests carry If-Match with the entity tag of the payload', async () => {
    const call = await open('$direct');
    await call('open', 'report-0005');
    const { '@odata.etag': etag } = await call('opened');
    await call('edit', 'teams', '55');
    const patch = app.exchanges.find(({ method }) => method === 'PATCH');
    expect(patch?.requestHeaders).toMatchObject({
      'if-match': etag,
      'content-type': 'application/json;charset=UTF-8;IEEE754Compatible=true',
    });
    expect(patch?.requestBody).toBe('{"teams":"55"}');
    expect(sent('PATCH')).toEqual([`${address}('report-0005')`]);
  });

  // What the browser lets the page do is the proof; the preflights are seen on their way.
  test.each([['$direct'], ['$auto']])(
    'a page of another origin lists, creates, edits and deletes, group %s',
    async (groupId) => {
      const call = await openPage(page, elsewhere.url, { token, groupId, serviceUrl: `${app.url}/v1.0/` });
      const { pages } = await call('grow', filter('reportPeriod', 'EQ', '7'), 100);
      expect(pages.flat().map(({ id }) => id)).toEqual(expect.arrayContaining(['report-0000', 'report-0002']));
      const id = `elsewhere-${groupId}`;
      expect(await call('create', { id, teams: '1', reportDate: '2027-02-01' })).toEqual({});
      expect(await call('edit', 'teams', '2')).toEqual({});
      expect((await call('read', id)).value).toMatchObject({ teams: '2' });
      expect(await call('remove')).toEqual({});
      expect((await call('read', id)).failure).toMatchObject({ status: 404, error: { code: 'notFound' } });
      const preflight = app.exchanges.find(({ method }) => method === 'OPTIONS');
      expect([preflight?.status, preflight?.requestHeaders.origin]).toEqual([204, elsewhere.url]);
    },
  );

  test('a page whose origin nobody lets in cannot call', async () => {
    const stranger = await startGateway(servePages(library.url));
    try {
      const call = await openPage(page, stranger.url, { token, groupId: '$direct', serviceUrl: `${app.url}/v1.0/` });
      await expect(call('read', 'report-0000')).resolves.toHaveProperty('failure');
    } finally {
      await stranger.stop();
    }
  });
});
