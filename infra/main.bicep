// Everything the service runs on, in a resource group of its own: docs/deploy.md.
targetScope = 'subscription'

import { Settings } from 'modules/settings.bicep'

@description('Name of the azd environment; the names of the resources are derived from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of all resources; one that offers Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Client id (GUID) of the app registration of this API; other Application ID URIs may follow, separated by commas.')
@minLength(36)
param authAudience string

@description('Settings of the app, by their names in docs/settings.md.')
param settings Settings = {}

@description('Origins of pages elsewhere that may call (CORS), separated by commas, such as https://app.contoso.com; none unless given.')
param corsOrigins string = ''

@description('Who is told of errors and throttling.')
@minLength(3)
param alertEmail string

@description('Where /health is asked from every five minutes, by the ids of the places of availability tests; another cloud has others.')
@minLength(3)
param availabilityPlaces string[] = ['emea-nl-ams-azr', 'us-va-ash-azr', 'apac-sg-sin-azr']

@description('Major version of Node.js. Which ones a region has is told by: az functionapp list-flexconsumption-runtimes.')
@allowed(['22', '24', '26'])
param nodeVersion string = '24'

@description('Memory of an instance in MiB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most on-demand instances of each function group at the same time: HTTP is one group, each timer another.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Requests an instance takes at a time before Azure starts another.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 16

@description('What happens to what is running at every deployment and changed setting: it is ended (Recreate), or two versions run side by side for a while (RollingUpdate, a preview).')
@allowed(['Recreate', 'RollingUpdate'])
param updateStrategy string = 'Recreate'

@description('Whether app and host storage stand in several zones; Azure then bills two ready instances for HTTP and two for each timer.')
param zoneRedundant bool = false

@description('Most telemetry and logs a day in GB; 0 for no limit. Past it alerts that read logs see nothing until the next day.')
@minValue(0)
param dailyQuotaGb int = 0

@description('Amount a month, in the currency of the subscription, of which 80 and 100 percent are told to alertEmail; 0 for none. Nothing is switched off.')
@minValue(0)
param monthlyBudget int = 0

@description('With monthlyBudget: the first day of the month from which it counts, yyyy-MM-dd; the current month when it is made, and the same ever after.')
param budgetStart string = ''

@description('Whether each read of the tables is logged as well: a row for each request to storage, with its filter and so with names.')
param logStorageReads bool = false

@description('How often reports are copied, and how far apart. Regions without zones need Standard_LRS or Standard_GRS.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param reportsRedundancy string = 'Standard_ZRS'

@description('Days in which nobody can change or delete a backup, in a storage account of its own; 0 for no such account.')
@minValue(0)
@maxValue(3650)
param backupDays int = 0

@description('With backupDays: object id of the service principal of the workflow that writes backups.')
param backupPrincipalId string = ''

@description('Whether a lock keeps the storage account of the reports from being deleted.')
param lockReports bool = true

var abbreviations = loadJsonContent('./abbreviations.json')
var roles = loadJsonContent('./roles.json')
// Azure takes both in any spelling; another spelling must not lead to other, empty accounts.
var region = toLower(replace(location, ' ', ''))
var token = uniqueString(subscription().id, toLower(environmentName), region)
var names = {
  appInsights: '${abbreviations.appInsights}${token}'
  logAnalytics: '${abbreviations.logAnalytics}${token}'
  functionApp: '${abbreviations.functionApp}${token}'
  hostAccount: '${abbreviations.storageAccount}host${token}'
  reportsAccount: '${abbreviations.storageAccount}rep${token}'
  backupAccount: '${abbreviations.storageAccount}bak${token}'
}
// Literals, and not what monitoring gives back, so that the preview can show what they are put into.
var workspaceId = '${group.id}/providers/Microsoft.OperationalInsights/workspaces/${names.logAnalytics}'
var componentId = '${group.id}/providers/Microsoft.Insights/components/${names.appInsights}'
var tags = { 'azd-env-name': environmentName }
// As the app reads settings, without blanks around them.
var publicUrl = trim(settings.?PUBLIC_URL ?? '')

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: region
  tags: tags
}

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.6.0' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.identity}${token}'
    location: region
    tags: tags
    enableTelemetry: false
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    appInsightsName: names.appInsights
    logAnalyticsName: names.logAnalytics
    dailyQuotaGb: dailyQuotaGb
    location: region
    tags: tags
    publisherPrincipalId: identity.outputs.principalId
    publisherRole: roles.monitoringMetricsPublisher
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  dependsOn: [monitoring]
  params: {
    hostAccountName: names.hostAccount
    hostRedundancy: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    reportsAccountName: names.reportsAccount
    reportsRedundancy: reportsRedundancy
    logAnalyticsResourceId: workspaceId
    logReads: logStorageReads
    lockReports: lockReports
    location: region
    tags: tags
    principalId: identity.outputs.principalId
    blobOwnerRole: roles.storageBlobDataOwner
    tableContributorRole: roles.storageTableDataContributor
  }
}

module backup 'modules/backup.bicep' = if (backupDays > 0) {
  name: 'backup'
  scope: group
  params: {
    accountName: names.backupAccount
    redundancy: reportsRedundancy
    location: region
    tags: tags
    days: backupDays
    principalId: backupPrincipalId
    blobContributorRole: roles.storageBlobDataContributor
  }
}

module functionApp 'modules/functionApp.bicep' = {
  name: 'functionApp'
  scope: group
  dependsOn: [monitoring]
  params: {
    name: names.functionApp
    planName: '${abbreviations.plan}${token}'
    location: region
    tags: tags
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    updateStrategy: updateStrategy
    zoneRedundant: zoneRedundant
    logAnalyticsResourceId: workspaceId
    identityResourceId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    hostEndpoints: storage.outputs.hostEndpoints
    packageContainerUrl: storage.outputs.packageContainerUrl
    reportsTableUrl: storage.outputs.reportsTableUrl
    appInsightsName: names.appInsights
    authAuthority: '${environment().authentication.loginEndpoint}${tenant().tenantId}'
    authAudience: authAudience
    corsOrigins: corsOrigins
    settings: settings
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  scope: group
  params: {
    name: 'budget-${token}'
    amount: monthlyBudget
    startDate: empty(budgetStart) ? fail('monthlyBudget needs budgetStart, such as 2027-01-01') : budgetStart
    email: alertEmail
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  dependsOn: [monitoring]
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    location: region
    tags: tags
    email: alertEmail
    logAnalyticsResourceId: workspaceId
    appInsightsResourceId: componentId
    reportsAccountResourceId: storage.outputs.reportsAccountResourceId
    url: empty(publicUrl) ? functionApp.outputs.url : publicUrl
    places: availabilityPlaces
    principalId: identity.outputs.principalId
    isCollecting: !empty(trim(settings.?COLLECTOR_SCHEDULE ?? ''))
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functionApp.outputs.name
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output REPORTS_STORAGE_ACCOUNT string = storage.outputs.reportsAccountName
output SERVICE_URL string = functionApp.outputs.url
output BACKUP_STORAGE_ACCOUNT string = backup.?outputs.accountName ?? ''
