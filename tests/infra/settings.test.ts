/** The app settings that infra/ makes are settings the app or the Functions host reads, and the app starts with them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { resourceOf, type SnapshotName } from './snapshots.ts';

/** Read by the Functions host: app settings reference, and identity-based connections, of Azure Functions. */
const ofTheHost = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobsDisableHomepage',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__queueServiceUri',
  'AzureWebJobsStorage__tableServiceUri',
];

/** Settings of docs/settings.md that a deployment leaves alone, and why. */
const leftOut: Readonly<Record<string, string>> = {
  ReportsStorage: 'a connection string holds a key',
  PORT: 'local only',
  AzureFunctionsJobHost__functionTimeout: 'host.json says it',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'telemetry goes to Application Insights',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'telemetry goes to Application Insights',
  OTEL_SERVICE_NAME: 'the name of the function app is right',
  WEBSITE_HOSTNAME: 'the platform sets it',
  WEBSITE_SITE_NAME: 'the platform sets it',
};

const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
const client = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704';
const identity = '0d8c9f3e-5a1b-4c7d-8e2f-9b6a4d3c2e1f';

const names = ['defaults', 'everything'] as const;

/** What Azure puts in the place of expressions, by what they ask for. */
const told: readonly (readonly [asked: RegExp, value: string])[] = [
  [
    /^\[reference\(.*\.ConnectionString\]$/,
    `InstrumentationKey=${client};IngestionEndpoint=https://reports.in.applicationinsights.azure.com/`,
  ],
  [/^\[reference\(.*userAssignedIdentities.*\.clientId\]$/, identity],
  [
    /^\[format\('ClientId=\{0\};Authorization=AAD', reference\(.*\.clientId\)\]$/,
    `ClientId=${identity};Authorization=AAD`,
  ],
  [
    /^\[format\('\{0\}\{1\}', environment\(\)\.authentication\.loginEndpoint, /,
    `https://login.microsoftonline.com/${tenant}`,
  ],
  [/^\[reference\(.*strep.*\.primaryEndpoints\.table\]$/, 'https://reports.table.core.windows.net/'],
  [/^\[reference\(.*sthost.*\.primaryEndpoints\.(?:blob|queue|table)\]$/, 'https://host.table.core.windows.net/'],
];

function appSettings(name: SnapshotName): Readonly<Record<string, string>> {
  return resourceOf(name, 'Microsoft.Web/sites/config').properties as Readonly<Record<string, string>>;
}

/** What a setting is worth in Azure. */
function valueOf(value: string): string {
  if (!value.startsWith('[')) return value;
  const found = told.find(([asked]) => asked.test(value));
  if (found === undefined) throw new Error(`Nobody knows what ${value} is`);
  return found[1];
}

/** Reads the settings of the deployment, and remembers which were looked at. */
function start(name: SnapshotName): { readonly settings: object; readonly looked: ReadonlySet<string> } {
  const looked = new Set<string>();
  const values = Object.entries(appSettings(name)).map(([each, value]) => [each, valueOf(value)] as const);
  const environment = new Proxy<Record<string, string | undefined>>(
    { ...Object.fromEntries(values), WEBSITE_HOSTNAME: 'func-reports.azurewebsites.net' },
    {
      get: (target, each: string) => {
        looked.add(each);
        return target[each];
      },
    },
  );
  return { settings: readSettings(environment), looked };
}

test('the app starts with what must be given, and keeps its reports by its identity', () => {
  expect(start('defaults').settings).toMatchObject({
    auth: { audiences: [client], tenants: [tenant] },
    storage: { kind: 'identity', tableServiceUri: 'https://reports.table.core.windows.net', clientId: identity },
    publicUrl: 'https://func-reports.azurewebsites.net',
    telemetry: { azureMonitor: { identity: { clientId: identity } } },
  });
  expect(start('defaults').settings).not.toHaveProperty('collector');
});

test('the app starts with everything, and finds what was given', () => {
  expect(start('everything').settings).toMatchObject({
    auth: {
      authority: 'https://login.microsoftonline.com/common',
      audiences: [client, 'https://reports.contoso.com'],
      tenants: [tenant, identity],
      clients: ['a672d62c-fc7b-4e81-a576-e60dc46e951d'],
      detailsRole: true,
    },
    publicUrl: 'https://reports.contoso.com',
    collector: {
      tenant,
      clientId: identity,
      schedule: '0 30 1-6 * * *',
      graph: { version: 'beta' },
      reports: ['office365*', 'teamsTeamCounts'],
      detailPeriods: ['D7', 'D30'],
    },
    retention: { series: 1825, total: 730, detail: 180 },
  });
});

test('each of them is read by the app or by the host', () => {
  const { looked } = start('everything');
  const given = Object.keys(appSettings('everything'));
  expect(given.filter((each) => !looked.has(each) && !ofTheHost.includes(each))).toEqual([]);
  expect(ofTheHost.filter((each) => !given.includes(each))).toEqual([]);
});

test('no setting of docs/settings.md is forgotten', () => {
  const given = Object.keys(appSettings('everything'));
  const text = readFileSync(path.join(projectPaths.root, 'docs', 'settings.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `((?!user_)\w+)` \| (?!delegated)/gm)].map(([, name = '']) => name);
  expect(documented).toContain('AUTH_AUDIENCE');
  expect(documented.filter((each) => !given.includes(each) && leftOut[each] === undefined)).toEqual([]);
});

test.each(names)('%s: the host does what it does with storage and telemetry by the identity of the app', (name) => {
  const { AzureWebJobsStorage__credential: credential, ...settings } = appSettings(name);
  expect(credential).toBe('managedidentity');
  expect(valueOf(settings['AzureWebJobsStorage__clientId'] ?? '')).toBe(identity);
  // By addresses, which every cloud has of its own; a name would be of the public one.
  for (const service of ['blob', 'queue', 'table'])
    expect(settings[`AzureWebJobsStorage__${service}ServiceUri`]).toMatch(
      new RegExp(`^\\[reference\\(.*/sthost\\w+'.*\\.primaryEndpoints\\.${service}\\]$`),
    );
  expect(settings).not.toHaveProperty('AzureWebJobsStorage__accountName');
});
