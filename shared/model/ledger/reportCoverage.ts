import { entityType } from '../../edm/entityType.ts';

/** What the service has of each report, and what became of the last attempt to collect it; no type of Microsoft Graph. */
export const reportCoverage = entityType({
  name: 'reportCoverage',
  title: 'Coverage: what there is of each report',
  description: 'What the service has of a report, and what the last run came to.',
  properties: {
    report: {
      type: 'Edm.String',
      maxLength: 128,
      label: 'Report',
      description: 'The entity set of the report, which is also the id.',
      example: 'office365ActiveUserCounts',
    },
    firstDay: {
      type: 'Edm.Date',
      label: 'First day',
      description: 'The first day there is: of a series the first day of a row, else the first refresh date.',
      example: '2025-01-01',
    },
    newestDay: {
      type: 'Edm.Date',
      label: 'Newest day',
      description: 'The newest day there is: of a series the newest day of a row, else the newest refresh date.',
      example: '2026-11-26',
    },
    newestCompleteRefreshDate: {
      type: 'Edm.Date',
      label: 'Newest complete report',
      description:
        'The newest report refresh date of which all is there: the file of every period that is collected was stored to its end.',
      example: '2026-11-26',
    },
    lastRunAt: {
      type: 'Edm.DateTimeOffset',
      label: 'Last run',
      description: 'When the report was last collected or imported, or that was tried.',
      example: '2026-11-28T04:30:07Z',
    },
    lastRunBy: {
      type: 'Edm.String',
      maxLength: 16,
      label: 'Last run by',
      description: 'Who did: collector or import.',
      example: 'collector',
    },
    lastOutcome: {
      type: 'Edm.String',
      maxLength: 16,
      label: 'Outcome',
      description:
        'What the last run came to: stored, nothingNew, failed, or unavailable where Microsoft Graph does not give the report.',
      example: 'stored',
    },
    lastReason: {
      type: 'Edm.String',
      maxLength: 1000,
      label: 'Reason',
      description: 'Why the last run failed, or the report is unavailable.',
      example: 'graph.microsoft.com answered 503.',
    },
    askedOn: {
      type: 'Edm.Date',
      label: 'Asked on',
      description: 'The day (UTC) on which Microsoft Graph was last asked for the report.',
      example: '2026-11-28',
    },
    requests: {
      type: 'Edm.Int64',
      label: 'Requests',
      description: 'How often Microsoft Graph was asked for the report on that day.',
      example: '2',
    },
    settledCalls: {
      type: 'Edm.String',
      collection: true,
      maxLength: 256,
      label: 'Settled today',
      description: 'Calls not repeated on that day: they came without rows, or Microsoft Graph has no such version.',
      example: "getOffice365ServicesUserCounts(period='D180')",
    },
    missing: {
      type: 'Edm.String',
      collection: true,
      maxLength: 21,
      label: 'Missing',
      description:
        'Days of the last 180 that a series lacks, refresh dates that another report lacks, as ranges, both ends included.',
      example: '2026-11-07/2026-11-09',
    },
    namesConcealedSince: {
      type: 'Edm.Date',
      label: 'Names concealed since',
      description:
        'The refresh date since which Microsoft 365 conceals the names in the report; null while it shows them.',
      example: '2026-09-01',
    },
    toldAt: {
      type: 'Edm.DateTimeOffset',
      label: 'Told at',
      description: 'When the log last told that the report is unavailable.',
      example: '2026-11-28T04:30:07Z',
    },
  },
  naturalKey: ['report'],
  indexes: [],
});
