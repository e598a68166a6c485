// Every parameter with another value than its default, in spellings that Azure takes as well.
using '../main.bicep'

param environmentName = 'Reports'
param location = 'West Europe'
param authAudience = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704,https://reports.contoso.com'
param settings = {
  AUTH_AUTHORITY: 'https://login.microsoftonline.com/common'
  AUTH_TENANTS: '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94,0d8c9f3e-5a1b-4c7d-8e2f-9b6a4d3c2e1f'
  AUTH_CLIENTS: 'a672d62c-fc7b-4e81-a576-e60dc46e951d'
  AUTH_DETAILS: 'role'
  LOG_CALLERS: 'false'
  PUBLIC_URL: 'https://reports.contoso.com/'
  COLLECTOR_SCHEDULE: '0 30 1-6 * * *'
  COLLECTOR_TENANT: '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94'
  COLLECTOR_GRAPH_URL: 'https://graph.microsoft.com/beta'
  COLLECTOR_REPORTS: 'office365*,teamsTeamCounts'
  COLLECTOR_DETAIL_PERIODS: 'D7,D30'
  RETENTION_SERIES_DAYS: '1825'
  RETENTION_TOTAL_DAYS: '730'
  RETENTION_DETAIL_DAYS: '180'
}
param corsOrigins = 'https://app.contoso.com,https://other.contoso.com'
param alertEmail = 'operators@contoso.com'
param availabilityPlaces = ['emea-se-sto-edge', 'emea-fr-pra-edge', 'us-va-ash-azr']
param nodeVersion = '26'
param instanceMemoryMB = 4096
param maximumInstanceCount = 100
param httpConcurrency = 8
param updateStrategy = 'RollingUpdate'
param zoneRedundant = true
param dailyQuotaGb = 2
param monthlyBudget = 150
param budgetStart = '2027-01-01'
param logStorageReads = true
param reportsRedundancy = 'Standard_GZRS'
param lockReports = false
param backupDays = 90
param backupPrincipalId = '3b5e8a41-9c7d-4f02-a6e8-d1c4f7b90253'
