// Two accounts without keys: what the host needs (package, locks, its own events), and the reports, which outlive every app.
param hostAccountName string
param reportsAccountName string
param reportsRedundancy string
param lockReports bool
param location string
param tags object

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
    skuName: 'Standard_LRS'
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

output hostAccountName string = host.outputs.name
output packageContainerUrl string = '${host.outputs.serviceEndpoints.blob}${packageContainer}'
output reportsAccountName string = reports.outputs.name
output reportsAccountResourceId string = reports.outputs.resourceId
output reportsTableUrl string = reports.outputs.serviceEndpoints.table
