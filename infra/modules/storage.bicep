// Two accounts without keys: what the host needs (package, locks, its own events), and the reports, which outlive every app.
param hostAccountName string
param hostRedundancy string
param reportsAccountName string
param reportsRedundancy string
param lockReports bool
param location string
param tags object
param logAnalyticsResourceId string

@description('Whether reads of the tables are logged too, with their filters.')
param logReads bool

@description('Object id of the identity of the app.')
param principalId string
param blobOwnerRole string
param tableContributorRole string

var packageContainer = 'packages'
// Nothing here stands in a virtual network; who may read is decided by Entra alone.
var openNetwork = { bypass: 'AzureServices', defaultAction: 'Allow' }

module host 'br/public:avm/res/storage/storage-account:0.33.0' = {
  name: 'hostStorage'
  params: {
    name: hostAccountName
    location: location
    tags: tags
    skuName: hostRedundancy
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    networkAcls: openNetwork
    blobServices: { containers: [{ name: packageContainer }] }
    roleAssignments: [
      {
        principalId: principalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: blobOwnerRole
      }
      {
        principalId: principalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: tableContributorRole
      }
    ]
    enableTelemetry: false
  }
}

module reports 'br/public:avm/res/storage/storage-account:0.33.0' = {
  name: 'reportsStorage'
  params: {
    name: reportsAccountName
    location: location
    tags: tags
    skuName: reportsRedundancy
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    networkAcls: openNetwork
    // Who wrote to the tables and deleted from them: every caller of the service is its identity here.
    tableServices: {
      diagnosticSettings: [
        {
          name: 'writes'
          workspaceResourceId: logAnalyticsResourceId
          logCategoriesAndGroups: [
            for category in concat(['StorageWrite', 'StorageDelete'], logReads ? ['StorageRead'] : []): {
              category: category
            }
          ]
        }
      ]
    }
    lock: { kind: lockReports ? 'CanNotDelete' : 'None' }
    roleAssignments: [
      {
        principalId: principalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: tableContributorRole
      }
    ]
    enableTelemetry: false
  }
}

output hostEndpoints object = {
  blob: host.outputs.serviceEndpoints.blob
  queue: host.outputs.serviceEndpoints.queue
  table: host.outputs.serviceEndpoints.table
}
output packageContainerUrl string = '${host.outputs.serviceEndpoints.blob}${packageContainer}'
output reportsAccountName string = reports.outputs.name
output reportsAccountResourceId string = reports.outputs.resourceId
output reportsTableUrl string = reports.outputs.serviceEndpoints.table
