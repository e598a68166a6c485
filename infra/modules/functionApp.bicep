// The function app on Flex Consumption, with every setting of the service: docs/settings.md.
param name string
param planName string
param location string
param tags object
param nodeVersion string
param instanceMemoryMB int
param maximumInstanceCount int
param httpConcurrency int
param updateStrategy string
param zoneRedundant bool
param logAnalyticsResourceId string
param identityResourceId string
param identityClientId string

@description('Addresses of the account of the host: blob, queue and table. A name would do in the public cloud only.')
param hostEndpoints object
param packageContainerUrl string
param reportsTableUrl string
param appInsightsName string
param authAuthority string
param authAudience string
param authTenants string
param authClients string
param authDetails string
param logCallers string
param publicUrl string
param corsOrigins string
param collectorSchedule string
param collectorTenant string
param collectorGraphUrl string
param collectorReports string
param collectorDetailPeriods string
param retentionSeriesDays string
param retentionTotalDays string
param retentionDetailDays string

resource appInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: appInsightsName
}

// A preview, which the types of this API version do not have yet; left out for what Azure does anyway.
var siteUpdate = updateStrategy == 'Recreate' ? {} : { siteUpdateStrategy: { type: updateStrategy } }

module plan 'br/public:avm/res/web/serverfarm:0.7.0' = {
  name: 'plan'
  params: {
    name: planName
    location: location
    tags: tags
    skuName: 'FC1'
    kind: 'functionapp'
    reserved: true
    zoneRedundant: zoneRedundant
    enableTelemetry: false
  }
}

module site 'br/public:avm/res/web/site:0.24.0' = {
  name: 'site'
  params: {
    name: name
    location: location
    kind: 'functionapp,linux'
    // azd finds the app of the service `api` in azure.yaml by this tag.
    tags: union(tags, { 'azd-service-name': 'api' })
    serverFarmResourceId: plan.outputs.resourceId
    managedIdentities: { userAssignedResourceIds: [identityResourceId] }
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      alwaysOn: false
      minTlsVersion: '1.2'
      // Callers sign in by header, never by cookie, so that credentials need not be supported.
      cors: { allowedOrigins: empty(corsOrigins) ? [] : split(corsOrigins, ','), supportCredentials: false }
    }
    // What the host says when a start fails is nowhere else.
    diagnosticSettings: [
      {
        name: 'logs'
        workspaceResourceId: logAnalyticsResourceId
        logCategoriesAndGroups: [{ category: 'FunctionAppLogs' }]
      }
    ]
    basicPublishingCredentialsPolicies: [
      { name: 'ftp', allow: false }
      { name: 'scm', allow: false }
    ]
    functionAppConfig: union(siteUpdate, {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityResourceId
          }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    })
    configs: [
      {
        name: 'appsettings'
        // These settings and no others: one that was added by hand goes with the next deployment.
        retainCurrentAppSettings: false
        properties: {
          // The host's own page would answer what no function does at `/`, such as TRACE.
          AzureWebJobsDisableHomepage: 'true'
          AzureWebJobsStorage__blobServiceUri: hostEndpoints.blob
          AzureWebJobsStorage__queueServiceUri: hostEndpoints.queue
          AzureWebJobsStorage__tableServiceUri: hostEndpoints.table
          AzureWebJobsStorage__credential: 'managedidentity'
          AzureWebJobsStorage__clientId: identityClientId
          APPLICATIONINSIGHTS_CONNECTION_STRING: appInsights.properties.ConnectionString
          APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
          ReportsStorage__tableServiceUri: reportsTableUrl
          ReportsStorage__credential: 'managedidentity'
          ReportsStorage__clientId: identityClientId
          AUTH_AUTHORITY: authAuthority
          AUTH_AUDIENCE: authAudience
          AUTH_TENANTS: authTenants
          AUTH_CLIENTS: authClients
          AUTH_DETAILS: authDetails
          LOG_CALLERS: logCallers
          PUBLIC_URL: publicUrl
          COLLECTOR_SCHEDULE: collectorSchedule
          COLLECTOR_TENANT: collectorTenant
          COLLECTOR_CLIENT_ID: identityClientId
          COLLECTOR_GRAPH_URL: collectorGraphUrl
          COLLECTOR_REPORTS: collectorReports
          COLLECTOR_DETAIL_PERIODS: collectorDetailPeriods
          RETENTION_SERIES_DAYS: retentionSeriesDays
          RETENTION_TOTAL_DAYS: retentionTotalDays
          RETENTION_DETAIL_DAYS: retentionDetailDays
        }
      }
    ]
    enableTelemetry: false
  }
}

output name string = site.outputs.name
output url string = 'https://${site.outputs.defaultHostname}'
