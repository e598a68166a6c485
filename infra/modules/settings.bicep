// What a deployment may say of the app, by the names of its settings: docs/settings.md. Absent or empty is the default.
@export()
type Settings = {
  @description('Who issues the tokens; the tenant of the deployment unless given.')
  AUTH_AUTHORITY: string?

  @description('Tenant ids whose tokens are accepted, separated by commas; the tenant of the authority unless given.')
  AUTH_TENANTS: string?

  @description('Application ids that may call, separated by commas; any unless given.')
  AUTH_CLIENTS: string?

  @description('What opens reports with a row for each user, group, team, site or mailbox to a person: a scope, or a scope and the app role Reports.Details; scope unless given.')
  AUTH_DETAILS: ('' | 'scope' | 'role')?

  @description('false leaves the object ids of users out of the log of requests; they are there unless given.')
  LOG_CALLERS: string?

  @description('Scheme and host of the links the service writes, such as a custom domain; the host name of the app unless given.')
  PUBLIC_URL: string?

  @description('When reports are collected from Microsoft Graph, as an NCRONTAB expression of six fields; never unless given.')
  COLLECTOR_SCHEDULE: string?

  @description('Tenant whose reports are collected; needed only when several tenants may call.')
  COLLECTOR_TENANT: string?

  @description('Where Microsoft Graph is; https://graph.microsoft.com unless given.')
  COLLECTOR_GRAPH_URL: string?

  @description('Names of the reports that are collected, and patterns such as teams*, separated by commas; all but those of services Microsoft has ended unless given.')
  COLLECTOR_REPORTS: string?

  @description('Periods of the reports of each user, group and site that are collected, of D7, D30, D90 and D180; D30 unless given.')
  COLLECTOR_DETAIL_PERIODS: string?

  @description('Days for which the rows of each day are kept; for ever unless given.')
  RETENTION_SERIES_DAYS: string?

  @description('Days for which totals of a period are kept; for ever unless given.')
  RETENTION_TOTAL_DAYS: string?

  @description('Days for which rows of each user, group, team, site and mailbox are kept; for ever unless given.')
  RETENTION_DETAIL_DAYS: string?
}
