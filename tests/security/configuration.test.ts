/** With a setting that is bad or missing nothing is served, and both callers and operators are told. */
import { openBuild, type Build, type BuiltApp } from '../support/startBuiltApp.ts';

const secret = 'c2VjcmV0LW5vYm9keS1tYXktc2Vl';
const right = {
  AUTH_AUTHORITY: 'https://login.microsoftonline.com/6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94',
  AUTH_AUDIENCE: 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704',
  ReportsStorage: `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret};EndpointSuffix=core.windows.net`,
  COLLECTOR_SCHEDULE: '0 30 4 * * *',
};

let build: Build;
beforeAll(() => {
  build = openBuild();
});
afterAll(() => build.remove());

describe.each<[string, Readonly<Record<string, string>>]>([
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: '' }],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: 'not-an-audience with blanks' }],
  ['AUTH_TENANTS', { AUTH_TENANTS: 'x' }],
  ['ReportsStorage', { ReportsStorage: `AccountKey=${secret}` }],
  ['PUBLIC_URL', { PUBLIC_URL: 'nonsense' }],
  ['COLLECTOR_SCHEDULE', { COLLECTOR_SCHEDULE: 'every day' }],
  ['COLLECTOR_GRAPH_URL', { COLLECTOR_GRAPH_URL: 'nonsense' }],
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', { APPLICATIONINSIGHTS_CONNECTION_STRING: `Instrumentation=${secret}` }],
])('with a bad %s', (name, bad) => {
  let app: BuiltApp;
  beforeAll(async () => {
    app = await build.start({ ...right, ...bad });
  });
  afterAll(async () => await app.stop());

  test('/health is 503 and gives away nothing', async () => {
    const answer = await fetch(`${app.url}/health`);
    expect(answer.status).toBe(503);
    // The digest of the package is the same for everybody who builds it.
    const build: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(await answer.json()).toEqual({ status: 'unhealthy', code: 'configuration', build });
  });

  test.each([
    ['GET', '/'],
    ['GET', '/docs'],
    ['GET', '/assets/signIn.json'],
    ['GET', '/openapi.json'],
    ['GET', '/.well-known/oauth-protected-resource'],
    ['GET', '/v1.0/'],
    ['GET', '/v1.0/$metadata'],
    ['PATCH', "/v1.0/office365ActiveUserCounts('a')"],
    ['POST', '/v1.0/$batch'],
    ['GET', '/nowhere'],
  ])('%s %s is 503 as an OData error', async (method, address) => {
    const answer = await fetch(app.url + address, { method });
    const text = await answer.text();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(JSON.parse(text)).toMatchObject({
      error: { code: 'serviceUnavailable', innerError: { code: 'configuration' } },
    });
    expect(text).not.toContain(name);
    const standard = await fetch(app.url + address, { method, headers: { 'OData-MaxVersion': '4.01' } });
    expect(standard.status).toBe(503);
    expect(await standard.json()).toEqual({ error: { code: 'serviceUnavailable', message: expect.any(String) } });
  });

  test('the timer fails, and the log names the setting, once, and no secret', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const run = await fetch(`${app.url}/admin/functions/collector`, { method: 'POST', headers, body: '{}' });
    expect(run.status).toBe(202);
    const failed = /Executed 'Functions.collector' \(Failed\)/;
    for (let waited = 0; waited < 100 && !failed.test(app.log()); waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(app.log()).toMatch(failed);
    expect(app.log().match(/"The service is not configured, [^"]*"/g)).toHaveLength(1);
    expect(app.log()).toContain(`The setting ${name} `);
    expect(app.log()).not.toContain(secret);
  });
});
