/** What infra/ makes, by its snapshots: the plan, accounts without keys, roles, telemetry without keys, logs. */
import { bicepFiles, declarationsOf, infraText } from './bicepFiles.ts';
import { resourceOf, resourcesOf, snapshots, type PredictedResource, type SnapshotName } from './snapshots.ts';

/** Ids of built-in roles: Azure built-in roles, storage and monitor, on learn.microsoft.com. */
const builtInRoles = {
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
};

const names = ['defaults', 'everything'] as const;
const storage = 'Microsoft.Storage/storageAccounts';
const propertiesOf = (name: SnapshotName, type: string, begin = ''): Readonly<Record<string, unknown>> =>
  resourceOf(name, type, begin).properties ?? {};

/** Resource, type of role and whose: the identity of the app has these and no others. */
function roleOf({ id = '', properties = {} }: PredictedResource): string {
  const [, on = ''] = /\/providers\/Microsoft\.(?:Insights|Storage)\/\w+\/([a-z]+)/.exec(id) ?? [];
  const role = Object.entries(builtInRoles).find(([, each]) => String(properties['roleDefinitionId']).endsWith(each));
  const [, who = ''] =
    /userAssignedIdentities\/([a-z]+)-\w+', '[\d-]+'\)\.principalId/.exec(String(properties['principalId'])) ?? [];
  return `${who} ${String(properties['principalType'])} ${role?.[0] ?? 'another role'} ${on.slice(0, 6)}`;
}

test('the roles bear the ids Azure gave them', () => {
  expect(JSON.parse(infraText('roles.json'))).toEqual(builtInRoles);
});

describe.each(names)('%s', (name) => {
  test('the compiler has nothing to say of it', () => {
    expect(snapshots[name].diagnostics).toEqual([]);
  });

  test('the identity has what it needs, and no more', () => {
    const roles = resourcesOf(name, 'Microsoft.Authorization/roleAssignments').map(roleOf);
    // What a deployment gives to the workflow of backups is none of the app's.
    expect(roles.filter((role) => role.startsWith('id ')).toSorted()).toEqual([
      'id ServicePrincipal monitoringMetricsPublisher appi',
      'id ServicePrincipal storageBlobDataOwner sthost',
      'id ServicePrincipal storageTableDataContributor sthost',
      'id ServicePrincipal storageTableDataContributor strepm',
    ]);
  });

  test.each(['sthost', 'strep'])('the storage account %s has no keys, no public blobs, and TLS 1.2', (account) => {
    // The compiler takes any text for the version.
    expect(propertiesOf(name, storage, account)).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
    });
  });

  test('telemetry is taken from identities only, and kept for 30 days', () => {
    expect(resourceOf(name, 'Microsoft.Insights/components')).toMatchObject({
      kind: 'web',
      properties: { DisableLocalAuth: true, DisableIpMasking: false, RetentionInDays: 30 },
    });
    expect(propertiesOf(name, 'Microsoft.OperationalInsights/workspaces')).toMatchObject({
      features: { disableLocalAuth: true },
      forceCmkForQuery: false,
      retentionInDays: 30,
    });
  });

  test('the app runs on Flex Consumption, only by https, and is deployed by identity', () => {
    expect(resourceOf(name, 'Microsoft.Web/serverfarms')).toMatchObject({
      sku: { name: 'FC1', tier: 'FlexConsumption' },
      properties: { reserved: true },
    });
    const site = resourceOf(name, 'Microsoft.Web/sites');
    expect(site).toMatchObject({
      kind: 'functionapp,linux',
      properties: {
        httpsOnly: true,
        siteConfig: { minTlsVersion: '1.2', cors: { supportCredentials: false } },
        functionAppConfig: {
          // The compiler takes any text for the runtime.
          runtime: { name: 'node' },
          deployment: { storage: { type: 'blobContainer', authentication: { type: 'UserAssignedIdentity' } } },
        },
      },
    });
    const policies = resourcesOf(name, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies');
    expect(policies.map(({ properties }) => properties)).toEqual([{ allow: false }, { allow: false }]);
  });

  test('azd finds its environment and the app by their tags', () => {
    const environment = { defaults: 'reports', everything: 'Reports' }[name];
    const tagged = snapshots[name].predictedResources.filter(({ tags }) => tags !== undefined);
    expect(tagged.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['Microsoft.Resources/resourceGroups', 'Microsoft.Web/sites', storage]),
    );
    for (const { tags } of tagged) expect(tags).toMatchObject({ 'azd-env-name': environment });
    expect(resourceOf(name, 'Microsoft.Web/sites').tags).toMatchObject({ 'azd-service-name': 'api' });
  });

  test('names do not change with the spelling of environment and region', () => {
    const ofType = (each: SnapshotName, type: string): readonly string[] =>
      resourcesOf(each, type).flatMap((resource) => (resource.name.startsWith('stbak') ? [] : resource.name));
    for (const type of [storage, 'Microsoft.Web/sites']) expect(ofType(name, type)).toEqual(ofType('defaults', type));
    const regions = new Set(snapshots[name].predictedResources.map(({ location = 'global' }) => location));
    expect(regions).toEqual(new Set(['westeurope', 'global']));
  });

  test('what is put into settings and rules is literal, but for what only Azure can tell', () => {
    const expressions = JSON.stringify(snapshots[name].predictedResources).matchAll(/\)\.(\w+(?:\.\w+)?)/g);
    const asked = new Set([...expressions].map(([, property]) => property));
    // `kind` is asked by the module of the accounts, the login endpoint by the cloud.
    const known = [
      'ConnectionString',
      'clientId',
      'defaultHostName',
      'principalId',
      'kind',
      'authentication.loginEndpoint',
    ];
    const endpoints = ['blob', 'queue', 'table'].map((service) => `primaryEndpoints.${service}`);
    expect([...asked].filter((each) => ![...known, ...endpoints].includes(each ?? ''))).toEqual([]);
  });
});

/** What the two deployments differ in, by the parameters of everything.bicepparam. */
test('sizes and limits are as given', () => {
  const app = (name: SnapshotName): unknown => propertiesOf(name, 'Microsoft.Web/sites')['functionAppConfig'];
  expect(app('defaults')).toMatchObject({
    runtime: { version: '24' },
    scaleAndConcurrency: {
      instanceMemoryMB: 2048,
      maximumInstanceCount: 40,
      triggers: { http: { perInstanceConcurrency: 16 } },
    },
  });
  expect(app('defaults')).not.toHaveProperty('siteUpdateStrategy');
  expect(app('everything')).toMatchObject({
    runtime: { version: '26' },
    scaleAndConcurrency: {
      instanceMemoryMB: 4096,
      maximumInstanceCount: 100,
      triggers: { http: { perInstanceConcurrency: 8 } },
    },
    siteUpdateStrategy: { type: 'RollingUpdate' },
  });
});

test('zones, copies, lock, quota and budget are as given', () => {
  const sku = (name: SnapshotName, account: string): unknown => resourceOf(name, storage, account).sku?.name;
  const plan = (name: SnapshotName): unknown => propertiesOf(name, 'Microsoft.Web/serverfarms')['zoneRedundant'];
  const capping = (name: SnapshotName): unknown =>
    propertiesOf(name, 'Microsoft.OperationalInsights/workspaces')['workspaceCapping'];
  expect([plan('defaults'), plan('everything')]).toEqual([false, true]);
  expect([sku('defaults', 'sthost'), sku('everything', 'sthost')]).toEqual(['Standard_LRS', 'Standard_ZRS']);
  expect([sku('defaults', 'strep'), sku('everything', 'strep')]).toEqual(['Standard_ZRS', 'Standard_GZRS']);
  expect([capping('defaults'), capping('everything')]).toEqual([{ dailyQuotaGb: -1 }, { dailyQuotaGb: 2 }]);
  const lock = 'Microsoft.Authorization/locks';
  expect(propertiesOf('defaults', lock, 'lock-strep')['level']).toBe('CanNotDelete');
  expect(resourcesOf('everything', lock).map(({ name }) => name)).toEqual([expect.stringMatching(/^lock-stbak/)]);
  const budget = 'Microsoft.Consumption/budgets';
  // Budgets have operators of their own.
  const told = { enabled: true, operator: 'GreaterThanOrEqualTo', contactEmails: ['operators@contoso.com'] };
  expect(resourcesOf('defaults', budget)).toEqual([]);
  expect(propertiesOf('everything', budget)).toMatchObject({
    amount: 150,
    timeGrain: 'Monthly',
    timePeriod: { startDate: '2027-01-01' },
    notifications: {
      actual80: { ...told, threshold: 80, thresholdType: 'Actual' },
      forecast100: { ...told, threshold: 100, thresholdType: 'Forecasted' },
    },
  });
});

test('backups have an account of their own, in which nothing can be changed for as long as was asked for', () => {
  const account = (name: SnapshotName): readonly PredictedResource[] =>
    snapshots[name].predictedResources.filter(({ id = '' }) => id.includes('/storageAccounts/stbak'));
  expect(account('defaults')).toEqual([]);
  expect(resourceOf('everything', storage, 'stbak')).toMatchObject({
    sku: { name: 'Standard_GZRS' },
    properties: { allowSharedKeyAccess: false, allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2' },
  });
  expect(propertiesOf('everything', `${storage}/blobServices`, 'stbak')).toMatchObject({ isVersioningEnabled: true });
  const container = `${storage}/blobServices/containers`;
  expect(propertiesOf('everything', container, 'stbak')).toMatchObject({
    immutableStorageWithVersioning: { enabled: true },
    publicAccess: 'None',
  });
  expect(propertiesOf('everything', `${container}/immutabilityPolicies`, 'stbak')).toMatchObject({
    immutabilityPeriodSinceCreationInDays: 90,
  });
  // Versions alone: a manifest that is a month old names current blobs of that age.
  expect(propertiesOf('everything', `${storage}/managementPolicies`, 'stbak')).toMatchObject({
    policy: { rules: [{ definition: { actions: { version: { delete: { daysAfterCreationGreaterThan: 121 } } } } }] },
  });
  const [role, ...others] = account('everything').filter(
    ({ type }) => type === 'Microsoft.Authorization/roleAssignments',
  );
  expect(others).toEqual([]);
  expect(role?.id).toContain('/containers/backup/');
  expect(role?.properties).toMatchObject({
    principalId: '3b5e8a41-9c7d-4f02-a6e8-d1c4f7b90253',
    roleDefinitionId: expect.stringContaining(builtInRoles.storageBlobDataContributor) as string,
  });
});

test('who writes to the tables is logged, and what the host says; reads only when asked for', () => {
  const categories = (name: SnapshotName, setting: string): unknown =>
    (propertiesOf(name, 'Microsoft.Insights/diagnosticSettings', setting)['logs'] as readonly unknown[]).map(
      (log) => (log as { readonly category: string }).category,
    );
  expect(categories('defaults', 'writes')).toEqual(['StorageWrite', 'StorageDelete']);
  expect(categories('everything', 'writes')).toEqual(['StorageWrite', 'StorageDelete', 'StorageRead']);
  for (const name of names) expect(categories(name, 'logs')).toEqual(['FunctionAppLogs']);
});

test('no key is asked for, and nothing secret is given back', async () => {
  for (const file of bicepFiles) {
    const declarations = await declarationsOf(file);
    const text = declarations.map((declaration) => declaration.text).join('\n');
    expect(text).not.toMatch(/list(?:Keys|AccountSas|ServiceSas|Secrets)|AccountKey|SharedAccessSignature|@secure/i);
    const outputs = declarations.filter(({ kind }) => kind === 'output');
    for (const output of outputs)
      expect(output.text).not.toMatch(/key|secret|connectionString|password|instrumentation/i);
  }
});
