// Logs and telemetry: a workspace and an Application Insights that take them with Entra tokens only.
param appInsightsName string
param logAnalyticsName string
param location string
param tags object
param dailyQuotaGb int

@description('Who may send telemetry.')
param publisherPrincipalId string
param publisherRole string

module workspace 'br/public:avm/res/operational-insights/workspace:0.16.1' = {
  name: 'workspace'
  params: {
    name: logAnalyticsName
    location: location
    tags: tags
    dataRetention: 30
    dailyQuotaGb: dailyQuotaGb == 0 ? '-1' : string(dailyQuotaGb)
    // There is no key of the customer's, which the module would have queries depend on.
    forceCmkForQuery: false
    features: { disableLocalAuth: true }
    enableTelemetry: false
  }
}

module component 'br/public:avm/res/insights/component:0.8.0' = {
  name: 'component'
  params: {
    name: appInsightsName
    location: location
    tags: tags
    kind: 'web'
    workspaceResourceId: workspace.outputs.resourceId
    disableLocalAuth: true
    // Addresses of callers are not kept.
    disableIpMasking: false
    retentionInDays: 30
    roleAssignments: [
      {
        principalId: publisherPrincipalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: publisherRole
      }
    ]
    enableTelemetry: false
  }
}
