import { gzipSync } from 'node:zlib';
import { listReports } from '../../../local/build/listReports.ts';
import { model } from '../../../shared/model/model.ts';
import { rawRequest } from '../../support/rawRequest.ts';
import { startApp, type StartedApp } from '../../support/startApp.ts';

let app: StartedApp;
let assets: readonly string[];

beforeAll(async () => {
  app = await startApp();
  const markup = await Promise.all(['/', '/docs'].map(async (page) => await (await fetch(app.url + page)).text()));
  assets = [...markup.join('').matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
});
afterAll(async () => await app.stop());

const directive = (response: Response, name: string): readonly string[] => {
  const policy = response.headers.get('content-security-policy') ?? '';
  const found = policy.split('; ').find((each) => each.startsWith(`${name} `));
  return found?.split(' ').slice(1) ?? [];
};

test.each(['/', '/reports', '/reports/office365ActiveUserCounts', '/coverage', '/docs', '/docs/'])(
  '%s is a page with a strict policy',
  async (page) => {
    const response = await fetch(app.url + page);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      etag: expect.stringMatching(/^W\/"[\w-]+"$/),
    });
    for (const name of ['default-src', 'base-uri', 'form-action', 'frame-ancestors'])
      expect(directive(response, name)).toEqual(["'none'"]);
    for (const name of ['script-src', 'style-src']) expect(directive(response, name)).toEqual(["'self'"]);
  },
);

const everywhere = ['x-content-type-options', 'cross-origin-resource-policy'];
const kept = [...everywhere, 'cache-control', 'etag', 'vary'];
const document = [...kept, 'referrer-policy', 'cross-origin-opener-policy', 'content-security-policy'];
const told = ['cache-control', 'content-type', 'x-content-type-options'];
const refused = [...told, 'content-language', 'odata-version', 'request-id', 'vary'];
/** Of the connection, and of the platform. */
const ofTransport = /^(?:connection|keep-alive|date|content-length|transfer-encoding)$/;

test.each([
  ['a page', '/', 200, [...document, 'content-type']],
  ['the page of a report that is not', '/reports/noSuchReport', 404, [...document, 'content-type']],
  ['the reference', '/docs', 200, [...document, 'content-type']],
  ['a script', 'asset', 200, [...kept, 'content-type']],
  ['a page that is known', '/', 304, document, { headers: { 'If-None-Match': '*' } }],
  ['a script that is known', 'asset', 304, kept, { headers: { 'If-None-Match': '*' } }],
  ['what the pages sign in with', '/assets/signIn.json', 200, [...everywhere, 'cache-control', 'content-type']],
  [
    'a file for Power BI',
    '/reports/all.pbids',
    200,
    [...everywhere, 'cache-control', 'content-type', 'content-disposition'],
  ],
  [
    'a file for Excel',
    '/reports/all.odc',
    200,
    [...everywhere, 'cache-control', 'content-type', 'content-disposition'],
  ],
  ['the health', '/health', 200, told],
  ['the description', '/openapi.json', 200, ['content-type', 'vary', 'x-content-type-options']],
  ['who the API is', '/.well-known/oauth-protected-resource', 200, ['content-type', 'x-content-type-options']],
  ['a file that is not', '/assets/none.js', 404, refused],
  ['an address that is not', '/none', 404, refused],
  ['a method that a page has not', '/', 405, [...refused, 'allow'], { method: 'POST' }],
  ['a method that the health has not', '/health', 404, refused, { method: 'POST' }],
] as const)(
  '%s has exactly the headers it needs',
  async (
    _what,
    address,
    status,
    expected,
    request: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) => {
    for (const method of request.method === undefined ? ['GET', 'HEAD'] : [request.method]) {
      const headers = { 'Accept-Encoding': 'identity', ...request.headers };
      const response = await fetch(app.url + (address === 'asset' ? assets[0]! : address), { method, headers });
      await response.arrayBuffer();
      const names = [...response.headers.keys()].filter((name) => !ofTransport.test(name));
      expect([method, response.status, names.sort()]).toEqual([method, status, [...expected].sort()]);
    }
  },
);

test('a report the model does not have is answered with the same page, which says so, and 404', async () => {
  const [known, unknown] = await Promise.all(
    ['office365ActiveUserCounts', 'noSuchReport'].map((set) => fetch(`${app.url}/reports/${set}`)),
  );
  expect([known!.status, unknown!.status]).toEqual([200, 404]);
  expect(await unknown!.text()).toBe(await known!.text());
});

test.each(['/', '/docs'])(
  '%s may speak with one other host, the authority, and makes no markup of text',
  async (page) => {
    const authority = new URL(app.settings['AUTH_AUTHORITY']!).origin;
    const response = await fetch(app.url + page);
    expect(directive(response, 'connect-src')).toEqual(["'self'", authority]);
    expect(directive(response, 'require-trusted-types-for')).toEqual(["'script'"]);
  },
);

test.each([
  ['all.pbids', '/v1.0/"'],
  ['office365ActiveUserCounts.pbids', '/v1.0/office365ActiveUserCounts"'],
  ['office365ActiveUserCounts.odc', '/v1.0/'],
])('/reports/%s is a file with the address of the service', async (name, address) => {
  const response = await fetch(`${app.url}/reports/${name}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toContain(app.url + address);
});

test('what pages are made of may be kept for ever, and has a name for each content', async () => {
  expect(assets.length).toBeGreaterThanOrEqual(6);
  for (const asset of assets) {
    const response = await fetch(app.url + asset);
    expect([asset, response.status]).toEqual([asset, 200]);
    expect(asset).toMatch(/-\w{8}[\w-]*\.(?:js|css|svg|json)$/);
    expect(response.headers.get('content-type')).toMatch(
      /^(?:text\/(?:javascript|css); charset=utf-8|image\/svg\+xml|application\/json)$/,
    );
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('what is still good is not sent again', async () => {
  const etag = (await fetch(`${app.url}/`)).headers.get('etag')!;
  const again = async (value: string): Promise<number> =>
    (await fetch(`${app.url}/`, { headers: { 'If-None-Match': value } })).status;
  expect(await again(etag)).toBe(304);
  expect(await again(`W/"other", ${etag}`)).toBe(304);
  expect(await again('W/"other"')).toBe(200);
});

test('scripts are sent compressed, whole, and to HEAD without a body', async () => {
  const script = assets.find((asset) => asset.includes('/docs-') && asset.endsWith('.js'))!;
  const plain = await fetch(app.url + script, { headers: { 'Accept-Encoding': 'identity' } });
  const packed = await fetch(app.url + script, { headers: { 'Accept-Encoding': 'gzip' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(await packed.text()).toBe(await plain.text());
  const head = await fetch(app.url + script, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('the page is told by its markup where the list of reports is: all of them, in at most 8 kB', async () => {
  const markup = await (await fetch(`${app.url}/`)).text();
  const [, address] = /<link id="reports"[^>]* href="(\/assets\/reports-[\w-]{22}\.json)"/.exec(markup)!;
  const response = await fetch(app.url + address!);
  expect(response.headers.get('content-encoding')).toBe('gzip');
  const text = await response.text();
  expect(gzipSync(text).length).toBeLessThanOrEqual(8000);
  expect(JSON.parse(text)).toEqual(listReports(model));
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  for (const address of ['/', '/reports', '/coverage', '/docs', assets[0]!]) {
    const response = await fetch(app.url + address, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await response.json()).toMatchObject({ error: { code: 'methodNotAllowed' } });
  }
});

test.each([
  '/assets/',
  '/assets/none.js',
  '/assets/files.json',
  '/assets/page.html',
  '/assets/__proto__',
  '/assets/constructor',
  '/assets/..%2f..%2fmain.cjs',
  '/assets/%2e%2e%2fhost.json',
  '/assets/..%5chost.json',
  '/page.html',
  '/pages/files.json',
  '/main.cjs',
])('nothing else is served: %s', async (address) => {
  const { status, body } = await rawRequest(app.url, { target: address });
  expect(status).toBe(404);
  expect(body).toContain('notFound');
});
