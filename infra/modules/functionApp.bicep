// The function app on Flex Consumption, with every setting of the service: docs/settings.md.
import { Settings } from 'settings.bicep'

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

@description('Who issues the tokens, unless the settings say so.')
param authAuthority string
param authAudience string
param corsOrigins string

@description('What else was given of the settings.')
param settings Settings

resource appInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: appInsightsName
}

var givenAuthority = settings.?AUTH_AUTHORITY ?? ''
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
        properties: union(settings, {
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
          AUTH_AUTHORITY: empty(givenAuthority) ? authAuthority : givenAuthority
          AUTH_AUDIENCE: authAudience
          COLLECTOR_CLIENT_ID: identityClientId
        })
      }
    ]
    enableTelemetry: false
  }
}

output name string = site.outputs.name
output url string = 'https://${site.outputs.defaultHostname}'
