// odata-openapi of the OData committee, which makes OpenAPI of $metadata: https://github.com/oasis-tcs/odata-openapi
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import { sampleReports } from './storeReports.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}

const cli = path.join(__dirname, 'node_modules', 'odata-openapi', 'lib', 'cli.js');
const name = 'office365ActiveUserCounts';
let app: ProxiedApp;
let folder: string;

beforeAll(async () => {
  app = await startProxiedApp({ reports: sampleReports(3) });
  folder = await mkdtemp(path.join(tmpdir(), 'openapi-'));
}, 240_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app.stop();
});

/** What the tool makes of the metadata; it must have nothing to complain of. */
async function convert(source: string, accept: string): Promise<OpenApi> {
  const metadata = await fetch(`${app.url}/v1.0/$metadata`, { headers: { Accept: accept } });
  await writeFile(path.join(folder, source), await metadata.text());
  const target = path.join(folder, `${source}.openapi.json`);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, '--target', target, source], {
    cwd: folder,
  });
  expect([stdout.trim(), stderr]).toEqual([target, '']);
  return JSON.parse(await readFile(target, 'utf8')) as OpenApi;
}

test.each([
  ['CSDL XML', 'reports.xml', 'application/xml'],
  ['CSDL JSON', 'reports.json', 'application/json'],
])('%s: the set, its rows and their properties, and an address that answers', async (_format, source, accept) => {
  const { openapi, paths, components } = await convert(source, accept);
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(paths[`/${name}`] ?? {})).toEqual(expect.arrayContaining(['get', 'post']));
  expect(Object.keys(paths[`/${name}/{id}`] ?? {})).toEqual(expect.arrayContaining(['get', 'patch', 'delete']));
  const properties = Object.keys(components.schemas[`microsoft.graph.${name}`]?.properties ?? {});
  expect(properties).toEqual(expect.arrayContaining(['reportDate', 'teams']));
  const headers = { Authorization: `Bearer ${await app.token()}` };
  for (const at of [`/${name}`, `/${name}/report-0001`]) {
    expect((await fetch(`${app.url}/v1.0${at}`, { headers })).status).toBe(200);
  }
});
