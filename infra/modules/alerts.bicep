// Tells someone of failing answers, of shed or throttled requests, and of throttling by the storage of the reports.
param actionGroupName string
param location string
param tags object
param email string
param logAnalyticsResourceId string
param reportsAccountResourceId string

@description('How many failing answers within five minutes are reported.')
param serverErrorsAbove int = 5

@description('How many shed or throttled requests within five minutes are reported.')
param throttledAbove int = 20

module actionGroup 'br/public:avm/res/insights/action-group:0.8.0' = {
  name: 'actionGroup'
  params: {
    name: actionGroupName
    groupShortName: 'reports'
    tags: tags
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
    enableTelemetry: false
  }
}

// From telemetry: Flex Consumption offers no platform metric of status codes.
module serverErrors 'br/public:avm/res/insights/scheduled-query-rule:0.6.0' = {
  name: 'serverErrors'
  params: {
    name: 'server-errors'
    alertDescription: 'The service answered requests with a status of 500 or more.'
    location: location
    tags: tags
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    scopes: [logAnalyticsResourceId]
    // The table may still be empty when the rule is made.
    skipQueryValidation: true
    criterias: {
      allOf: [
        {
          query: 'AppRequests | where ResultCode startswith "5"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: serverErrorsAbove
          failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
        }
      ]
    }
    actions: { actionGroupResourceIds: [actionGroup.outputs.resourceId] }
    enableTelemetry: false
  }
}

module throttledRequests 'br/public:avm/res/insights/scheduled-query-rule:0.6.0' = {
  name: 'throttledRequests'
  params: {
    name: 'throttled-requests'
    alertDescription: 'The service shed requests (503) or passed on throttling (429).'
    location: location
    tags: tags
    severity: 2
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    scopes: [logAnalyticsResourceId]
    skipQueryValidation: true
    criterias: {
      allOf: [
        {
          query: 'AppRequests | where ResultCode in ("429", "503")'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: throttledAbove
          failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
        }
      ]
    }
    actions: { actionGroupResourceIds: [actionGroup.outputs.resourceId] }
    enableTelemetry: false
  }
}

module throttledStorage 'br/public:avm/res/insights/metric-alert:0.4.1' = {
  name: 'throttledStorage'
  params: {
    name: 'throttled-storage'
    alertDescription: 'Table Storage refused or delayed requests because of its limits.'
    tags: tags
    severity: 2
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    scopes: [reportsAccountResourceId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allof: [
        {
          name: 'throttled'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ServerBusyError'
                'ClientThrottlingError'
                'ClientAccountRequestThrottlingError'
                'ClientAccountBandwidthThrottlingError'
                'SuccessWithThrottling'
              ]
            }
          ]
        }
      ]
    }
    actions: [actionGroup.outputs.resourceId]
    enableTelemetry: false
  }
}
