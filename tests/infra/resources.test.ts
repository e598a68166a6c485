/** What infra/ makes: the plan, accounts without keys, roles, telemetry without keys, alerts. */
import { bicepFiles, declarationsOf, declared, infraText } from './bicepFiles.ts';
import type { BicepObject } from './readBicep.ts';

/** Ids of built-in roles: Azure built-in roles, storage and monitor, on learn.microsoft.com. */
const builtInRoles = {
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
};

const paramsOf = async (file: string, module: string): Promise<BicepObject> =>
  (await declared(file, module)).body['params'] as BicepObject;
const expression = (text: string): object => ({ expression: text });

test('the roles bear the ids Azure gave them', () => {
  expect(JSON.parse(infraText('roles.json'))).toEqual(builtInRoles);
});

test.each([
  ['modules/storage.bicep', 'reports', ['tableContributorRole']],
  ['modules/storage.bicep', 'host', ['blobOwnerRole', 'tableContributorRole']],
  ['modules/monitoring.bicep', 'component', ['publisherRole']],
])('%s: the identity has on %s what it needs, and no more', async (file, module, roles) => {
  const { roleAssignments } = await paramsOf(file, module);
  const principal = file.includes('storage') ? 'principalId' : 'publisherPrincipalId';
  expect(roleAssignments).toEqual(
    roles.map((role) => ({
      principalId: expression(principal),
      principalType: 'ServicePrincipal',
      roleDefinitionIdOrName: expression(role),
    })),
  );
});

test('roles and identity reach the modules by their names', async () => {
  expect(await paramsOf('main.bicep', 'storage')).toMatchObject({
    principalId: expression('identity.outputs.principalId'),
    blobOwnerRole: expression('roles.storageBlobDataOwner'),
    tableContributorRole: expression('roles.storageTableDataContributor'),
  });
  expect(await paramsOf('main.bicep', 'monitoring')).toMatchObject({
    publisherPrincipalId: expression('identity.outputs.principalId'),
    publisherRole: expression('roles.monitoringMetricsPublisher'),
  });
});

test.each(['host', 'reports'])('the storage account %s has no keys, no public blobs, and TLS 1.2', async (account) => {
  expect(await paramsOf('modules/storage.bicep', account)).toMatchObject({
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    minimumTlsVersion: 'TLS1_2',
  });
});

test('telemetry is taken from identities only', async () => {
  expect(await paramsOf('modules/monitoring.bicep', 'component')).toMatchObject({ disableLocalAuth: true });
  expect(await paramsOf('modules/monitoring.bicep', 'workspace')).toMatchObject({
    features: { disableLocalAuth: true },
  });
});

test('the app runs on Flex Consumption with Node.js 22 or 24, and is deployed by identity', async () => {
  expect(await paramsOf('modules/functionApp.bicep', 'plan')).toMatchObject({ skuName: 'FC1', reserved: true });
  expect(await paramsOf('modules/functionApp.bicep', 'site')).toMatchObject({
    kind: 'functionapp,linux',
    httpsOnly: true,
    siteConfig: {
      cors: {
        allowedOrigins: expression("empty(corsOrigins) ? [] : split(corsOrigins, ',')"),
        supportCredentials: false,
      },
    },
    managedIdentities: { userAssignedResourceIds: [expression('identityResourceId')] },
    basicPublishingCredentialsPolicies: [
      { name: 'ftp', allow: false },
      { name: 'scm', allow: false },
    ],
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer',
          value: expression('packageContainerUrl'),
          authentication: {
            type: 'UserAssignedIdentity',
            userAssignedIdentityResourceId: expression('identityResourceId'),
          },
        },
      },
      runtime: { name: 'node', version: expression('nodeVersion') },
      scaleAndConcurrency: {
        instanceMemoryMB: expression('instanceMemoryMB'),
        maximumInstanceCount: expression('maximumInstanceCount'),
      },
    },
  });
  const nodeVersion = await declared('main.bicep', 'nodeVersion');
  expect(nodeVersion.decorators).toContain("@allowed(['22', '24'])");
  expect(nodeVersion.text).toMatch(/= '22'$/);
});

test('someone is told of 5xx, of shed requests and of throttling by storage', async () => {
  const file = 'modules/alerts.bicep';
  const group = expression('actionGroup.outputs.resourceId');
  const rule = (query: string): object => ({
    actions: { actionGroupResourceIds: [group] },
    criterias: { allOf: [expect.objectContaining({ query })] },
  });
  expect(await paramsOf(file, 'serverErrors')).toMatchObject(rule('AppRequests | where ResultCode startswith "5"'));
  expect(await paramsOf(file, 'throttledRequests')).toMatchObject(
    rule('AppRequests | where ResultCode in ("429", "503")'),
  );
  expect(await paramsOf(file, 'throttledStorage')).toMatchObject({
    actions: [group],
    criteria: {
      allof: [
        {
          metricNamespace: 'Microsoft.Storage/storageAccounts',
          metricName: 'Transactions',
          dimensions: [
            { name: 'ResponseType', values: expect.arrayContaining(['ServerBusyError', 'ClientThrottlingError']) },
          ],
        },
      ],
    },
  });
  expect(await paramsOf(file, 'actionGroup')).toMatchObject({
    emailReceivers: [{ emailAddress: expression('email') }],
  });
  expect(await paramsOf('main.bicep', 'alerts')).toMatchObject({ email: expression('alertEmail') });
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
