// Everything the service runs on, in a resource group of its own: docs/deploy.md.
targetScope = 'subscription'

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

@description('Who issues the tokens; the tenant of the deployment unless given.')
param authAuthority string = ''

@description('Tenant ids whose tokens are accepted, separated by commas; the tenant of the authority unless given.')
param authTenants string = ''

@description('Application ids that may call, separated by commas; any unless given.')
param authClients string = ''

@description('What opens reports with a row for each user, group, team, site or mailbox to a person: a scope, or a scope and the app role Reports.Details; scope unless given.')
@allowed(['', 'scope', 'role'])
param authDetails string = ''

@description('Scheme and host of the links the service writes, such as a custom domain; the host name of the app unless given.')
param publicUrl string = ''

@description('Origins of pages elsewhere that may call (CORS), separated by commas, such as https://app.contoso.com; none unless given.')
param corsOrigins string = ''

@description('When reports are collected from Microsoft Graph, as an NCRONTAB expression of six fields; never unless given.')
param collectorSchedule string = ''

@description('Tenant whose reports are collected; needed only when several tenants may call.')
param collectorTenant string = ''

@description('Where Microsoft Graph is; https://graph.microsoft.com unless given.')
param collectorGraphUrl string = ''

@description('Names of the reports that are collected, and patterns such as teams*, separated by commas; all but those of services Microsoft has ended unless given.')
param collectorReports string = ''

@description('Periods of the reports of each user, group and site that are collected, of D7, D30, D90 and D180; D30 unless given.')
param collectorDetailPeriods string = ''

@description('Who is told of errors and throttling.')
@minLength(3)
param alertEmail string

@description('Major version of Node.js.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Memory of an instance in MiB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances at the same time; what a caller can make the service cost is bounded by it.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How often reports are copied, and how far apart. Regions without zones need Standard_LRS or Standard_GRS.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param reportsRedundancy string = 'Standard_ZRS'

@description('Whether a lock keeps the storage account of the reports from being deleted.')
param lockReports bool = true

var abbreviations = loadJsonContent('./abbreviations.json')
var roles = loadJsonContent('./roles.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.6.0' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.identity}${token}'
    location: location
    tags: tags
    enableTelemetry: false
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    appInsightsName: '${abbreviations.appInsights}${token}'
    logAnalyticsName: '${abbreviations.logAnalytics}${token}'
    location: location
    tags: tags
    publisherPrincipalId: identity.outputs.principalId
    publisherRole: roles.monitoringMetricsPublisher
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    hostAccountName: '${abbreviations.storageAccount}host${token}'
    reportsAccountName: '${abbreviations.storageAccount}rep${token}'
    reportsRedundancy: reportsRedundancy
    lockReports: lockReports
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    blobOwnerRole: roles.storageBlobDataOwner
    tableContributorRole: roles.storageTableDataContributor
  }
}

module functionApp 'modules/functionApp.bicep' = {
  name: 'functionApp'
  scope: group
  params: {
    name: '${abbreviations.functionApp}${token}'
    planName: '${abbreviations.plan}${token}'
    location: location
    tags: tags
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    identityResourceId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    hostAccountName: storage.outputs.hostAccountName
    packageContainerUrl: storage.outputs.packageContainerUrl
    reportsTableUrl: storage.outputs.reportsTableUrl
    appInsightsName: monitoring.outputs.appInsightsName
    authAuthority: empty(authAuthority) ? '${environment().authentication.loginEndpoint}${tenant().tenantId}' : authAuthority
    authAudience: authAudience
    authTenants: authTenants
    authClients: authClients
    authDetails: authDetails
    publicUrl: publicUrl
    corsOrigins: corsOrigins
    collectorSchedule: collectorSchedule
    collectorTenant: collectorTenant
    collectorGraphUrl: collectorGraphUrl
    collectorReports: collectorReports
    collectorDetailPeriods: collectorDetailPeriods
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    location: location
    tags: tags
    email: alertEmail
    logAnalyticsResourceId: monitoring.outputs.logAnalyticsResourceId
    reportsAccountResourceId: storage.outputs.reportsAccountResourceId
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functionApp.outputs.name
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output REPORTS_STORAGE_ACCOUNT string = storage.outputs.reportsAccountName
output SERVICE_URL string = functionApp.outputs.url
