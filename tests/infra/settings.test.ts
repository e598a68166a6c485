/** The app settings that infra/ makes are settings the app or the Functions host reads, and the app starts with them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { declared } from './bicepFiles.ts';
import type { BicepObject, BicepValue } from './readBicep.ts';

/** Read by the Functions host: app settings reference, and identity-based connections, of Azure Functions. */
const ofTheHost = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobsDisableHomepage',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
];

/** Settings of docs/settings.md that a deployment leaves alone, and why. */
const leftOut: Readonly<Record<string, string>> = {
  ReportsStorage: 'a connection string holds a key',
  PORT: 'local only',
  AzureFunctionsJobHost__functionTimeout: 'host.json says it',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'telemetry goes to Application Insights',
  OTEL_SERVICE_NAME: 'the name of the function app is right',
  WEBSITE_HOSTNAME: 'the platform sets it',
  WEBSITE_SITE_NAME: 'the platform sets it',
};

const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
const client = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704';
const identity = '0d8c9f3e-5a1b-4c7d-8e2f-9b6a4d3c2e1f';

/** What parameters and outputs stand for in a deployment with a collector and nothing else out of the ordinary. */
const deployed: Readonly<Record<string, string>> = {
  authAuthority: `https://login.microsoftonline.com/${tenant}`,
  authAudience: `${client},https://reports.contoso.com`,
  authTenants: '',
  authClients: '',
  authDetails: 'role',
  publicUrl: '',
  collectorSchedule: '0 30 5 * * *',
  collectorTenant: '',
  collectorGraphUrl: '',
  collectorReports: '',
  collectorDetailPeriods: '',
  identityClientId: identity,
  'appInsights.properties.ConnectionString': `InstrumentationKey=${client};IngestionEndpoint=https://reports.in.applicationinsights.azure.com/`,
  "'ClientId=${identityClientId};Authorization=AAD'": `ClientId=${identity};Authorization=AAD`,
  reportsTableUrl: 'https://reports.table.core.windows.net/',
};

async function appSettings(): Promise<BicepObject> {
  const { configs } = (await declared('modules/functionApp.bicep', 'site')).body['params'] as BicepObject;
  const [config] = configs as readonly BicepObject[];
  expect(config).toMatchObject({ name: 'appsettings', retainCurrentAppSettings: false });
  return config?.['properties'] as BicepObject;
}

function valueOf(value: BicepValue): string | undefined {
  return typeof value === 'string' ? value : deployed[(value as { readonly expression: string }).expression];
}

/** Reads the settings of the deployment, and remembers which were looked at. */
async function start(): Promise<{ readonly settings: object; readonly looked: ReadonlySet<string> }> {
  const looked = new Set<string>();
  const values = Object.entries(await appSettings()).map(([name, value]) => [name, valueOf(value)] as const);
  const environment = new Proxy<Record<string, string | undefined>>(
    { ...Object.fromEntries(values), WEBSITE_HOSTNAME: 'func-reports.azurewebsites.net' },
    {
      get: (target, name: string) => {
        looked.add(name);
        return target[name];
      },
    },
  );
  return { settings: readSettings(environment), looked };
}

test('the app starts with them, and keeps its reports by its identity', async () => {
  const { settings } = await start();
  expect(settings).toMatchObject({
    auth: {
      authority: deployed['authAuthority'],
      audiences: [client, 'https://reports.contoso.com'],
      tenants: [tenant],
      detailsRole: true,
    },
    storage: { kind: 'identity', tableServiceUri: 'https://reports.table.core.windows.net', clientId: identity },
    publicUrl: 'https://func-reports.azurewebsites.net',
    collector: { tenant, clientId: identity },
    telemetry: { azureMonitor: { identity: { clientId: identity } } },
  });
});

test('each of them is read by the app or by the host', async () => {
  const { looked } = await start();
  const names = Object.keys(await appSettings());
  expect(names.filter((name) => !looked.has(name) && !ofTheHost.includes(name))).toEqual([]);
  expect(ofTheHost.filter((name) => !names.includes(name))).toEqual([]);
});

test('no setting of docs/settings.md is forgotten', async () => {
  const names = Object.keys(await appSettings());
  const text = readFileSync(path.join(projectPaths.root, 'docs', 'settings.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `((?!user_)\w+)` \| (?!delegated)/gm)].map(([, name = '']) => name);
  expect(documented).toContain('AUTH_AUDIENCE');
  expect(documented.filter((name) => !names.includes(name) && leftOut[name] === undefined)).toEqual([]);
});

test('what the host is to do with its storage and telemetry, it does by the identity of the app', async () => {
  expect(await appSettings()).toMatchObject({
    AzureWebJobsStorage__accountName: { expression: 'hostAccountName' },
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: { expression: 'identityClientId' },
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: { expression: "'ClientId=${identityClientId};Authorization=AAD'" },
  });
});
