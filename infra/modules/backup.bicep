// Where .github/workflows/backup.yml puts its exports: what was once written stays as it was for a number of days.
param accountName string
param redundancy string
param location string
param tags object

@description('Days in which nobody can change or delete a version of a blob.')
param days int

@description('Object id of the service principal of the workflow; empty for none.')
param principalId string
param blobContributorRole string

// A current manifest names files for a month (docs/backup.md): a version goes when it is that much older than the days.
var longestNamed = 31

module account 'br/public:avm/res/storage/storage-account:0.33.0' = {
  name: 'backupStorage'
  params: {
    name: accountName
    location: location
    tags: tags
    skuName: redundancy
    accessTier: 'Cool'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    // Nothing here stands in a virtual network; who may read is decided by Entra alone.
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
    blobServices: {
      isVersioningEnabled: true
      deleteRetentionPolicyEnabled: true
      deleteRetentionPolicyDays: 7
      containerDeleteRetentionPolicyEnabled: true
      containerDeleteRetentionPolicyDays: 7
      containers: [
        {
          name: 'backup'
          immutableStorageWithVersioningEnabled: true
          immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: days, allowProtectedAppendWrites: false }
          roleAssignments: empty(principalId)
            ? []
            : [
                {
                  principalId: principalId
                  principalType: 'ServicePrincipal'
                  roleDefinitionIdOrName: blobContributorRole
                }
              ]
        }
      ]
    }
    // Of versions only: the current blobs are what the manifest names.
    managementPolicyRules: [
      {
        name: 'expired'
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: { blobTypes: ['blockBlob'] }
          actions: { version: { delete: { daysAfterCreationGreaterThan: days + longestNamed } } }
        }
      }
    ]
    lock: { kind: 'CanNotDelete' }
    enableTelemetry: false
  }
}

output accountName string = account.outputs.name
