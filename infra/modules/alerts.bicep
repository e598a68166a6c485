// Tells someone when the service is away, when nothing was collected or kept in order, when it fails, and when an alert is gone.
param actionGroupName string
param location string
param tags object
param email string
param logAnalyticsResourceId string
param appInsightsResourceId string
param reportsAccountResourceId string

@description('Scheme and host that are asked for /health.')
param url string

@description('Where they are asked from, by the ids of the places of availability tests; two that get no answer are told.')
@minLength(3)
param places string[]

@description('Object id of the identity of the app, which alone writes to the tables.')
param principalId string

@description('Whether reports are collected; there are no rules about it otherwise.')
param isCollecting bool

@description('How many failing answers within ten minutes are reported.')
param serverErrorsAbove int = 5

@description('How many shed or throttled requests within ten minutes are reported.')
param throttledAbove int = 20

// The app counts by these names, and the tests read them there.
var metrics = loadJsonContent('../../shared/telemetry/metricNames.json')
var kind = 'tostring(Properties["${metrics.attributes.kind}"])'

// Each query gives one row, without data one with 0, and begins with its table, because Azure takes no union here. Two days hold the 26
// hours, for which Azure has no window; every window holds two looks at least, so that what came late for the first is seen by the second.
var collectorRules = [
  {
    name: 'collection-missing'
    description: 'For 26 hours no run of the collector ended with nothing left to collect.'
    severity: 1
    frequency: 'PT1H'
    window: 'P2D'
    query: 'AppMetrics | where TimeGenerated > ago(26h) and Name == "${metrics.collected.name}" and ${kind} == "${metrics.kinds.run}" | summarize measured = sum(Sum)'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'collection-problems'
    description: 'A run of the collector failed, or a report became unavailable, is late or came empty.'
    severity: 2
    frequency: 'PT1H'
    window: 'P1D'
    query: 'AppMetrics | where Name == "${metrics.problems.name}" | summarize measured = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 0
  }
]
var rules = [
  {
    name: 'upkeep-missing'
    description: 'For 26 hours no upkeep was finished.'
    severity: 2
    frequency: 'PT1H'
    window: 'P2D'
    query: 'AppMetrics | where TimeGenerated > ago(26h) and Name == "${metrics.upkeep.name}" | summarize measured = sum(Sum)'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'server-errors'
    description: 'The service answered requests with a status of 500 or more; 501 is what it does not have.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT10M'
    query: 'AppRequests | where toint(ResultCode) >= 500 and ResultCode != "501" | summarize measured = sum(ItemCount)'
    operator: 'GreaterThan'
    threshold: serverErrorsAbove
  }
  {
    name: 'throttled-requests'
    description: 'The service shed requests (503) or passed on throttling (429).'
    severity: 2
    frequency: 'PT5M'
    window: 'PT10M'
    query: 'AppRequests | where ResultCode in ("429", "503") | summarize measured = sum(ItemCount)'
    operator: 'GreaterThan'
    threshold: throttledAbove
  }
  {
    name: 'foreign-writes'
    description: 'Another identity than that of the app wrote to the tables of the reports, or deleted from them.'
    severity: 1
    frequency: 'PT15M'
    window: 'PT1H'
    query: 'StorageTableLogs | where Category in ("StorageWrite", "StorageDelete") and toint(StatusCode) < 400 and RequesterObjectId != "${principalId}" | summarize measured = count()'
    operator: 'GreaterThan'
    threshold: 0
  }
]

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

// Needs no function, no caller and no telemetry of the app.
module health 'br/public:avm/res/insights/webtest:0.3.2' = {
  name: 'health'
  params: {
    name: 'health'
    webTestName: 'health'
    appInsightResourceId: appInsightsResourceId
    location: location
    tags: tags
    frequency: 300
    timeout: 30
    locations: [for place in places: { Id: place }]
    // A look fails when three tries in a row do.
    retryEnabled: true
    // With one slash between them, whether or not the address ends with one.
    request: { RequestUrl: uri(url, '/health'), HttpVerb: 'GET', ParseDependentRequests: false }
    validationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
    enableTelemetry: false
  }
}

module serviceDown 'br/public:avm/res/insights/metric-alert:0.4.1' = {
  name: 'serviceDown'
  params: {
    name: 'service-down'
    alertDescription: 'Two places got no 200 from /health, or its certificate ends within 14 days.'
    tags: tags
    severity: 0
    // Within ten minutes, for which metric alerts have no window: a window holds one look of each place, and 15 minutes would
    // put two together that have nothing to do with each other.
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    scopes: [health.outputs.resourceId, appInsightsResourceId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      componentResourceId: appInsightsResourceId
      webTestResourceId: health.outputs.resourceId
      failedLocationCount: 2
    }
    actions: [actionGroup.outputs.resourceId]
    enableTelemetry: false
  }
}

// From logs: Flex Consumption offers no platform metric of status codes, and timers have no status.
module logRules 'br/public:avm/res/insights/scheduled-query-rule:0.6.0' = [
  for rule in concat(rules, isCollecting ? collectorRules : []): {
    name: 'rule-${rule.name}'
    params: {
      name: rule.name
      alertDescription: rule.description
      location: location
      tags: tags
      severity: rule.severity
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      scopes: [logAnalyticsResourceId]
      // The tables may still be empty when the rule is made.
      skipQueryValidation: true
      criterias: {
        allOf: [
          {
            query: rule.query
            // The row is one; what counts stands in it.
            metricMeasureColumn: 'measured'
            timeAggregation: 'Total'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
          }
        ]
      }
      actions: { actionGroupResourceIds: [actionGroup.outputs.resourceId] }
      enableTelemetry: false
    }
  }
]

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

// Azure switches a log alert off whose query fails for a week, and says so in the activity log only.
module alertSwitchedOff 'br/public:avm/res/insights/activity-log-alert:0.4.2' = {
  name: 'alertSwitchedOff'
  params: {
    name: 'alert-switched-off'
    alertDescription: 'Azure switched a log alert off because its query failed.'
    tags: tags
    scopes: [resourceGroup().id]
    conditions: [
      { field: 'category', equals: 'Administrative' }
      { field: 'operationName', equals: 'Microsoft.Insights/ScheduledQueryRules/disable/action' }
    ]
    actions: [actionGroup.outputs.resourceId]
    enableTelemetry: false
  }
}
