import { entityType } from '../../edm/entityType.ts';

/** The ledger: what became of each report file, one entity for each report, period and date it had; no type of Microsoft Graph. */
export const collectedReports = entityType({
  name: 'collectedReports',
  title: 'Ledger: report files that were stored',
  description: 'What became of a report file: one entity for each report, period and date.',
  properties: {
    report: {
      type: 'Edm.String',
      maxLength: 128,
      label: 'Report',
      description: 'The entity set the rows of the file went to.',
      example: 'office365ActiveUserCounts',
    },
    period: {
      type: 'Edm.String',
      maxLength: 16,
      label: 'Period',
      description: 'Days the rows of the file cover: 7, 28, 30, 90 or 180; null where rows do not tell it.',
      example: '30',
    },
    refreshDate: {
      type: 'Edm.Date',
      label: 'Report refreshed',
      description: 'The report refresh date of the rows.',
      example: '2026-11-26',
    },
    firstDay: {
      type: 'Edm.Date',
      label: 'First day',
      description: 'The first day the rows are about; the refresh date where they are about no day.',
      example: '2026-10-28',
    },
    lastDay: {
      type: 'Edm.Date',
      label: 'Last day',
      description: 'The last day the rows are about; the refresh date where they are about no day.',
      example: '2026-11-26',
    },
    collectedAt: {
      type: 'Edm.DateTimeOffset',
      label: 'Stored at',
      description: 'When the file was stored; when that was begun, while it is not complete.',
      example: '2026-11-28T04:30:07Z',
    },
    collectedBy: {
      type: 'Edm.String',
      maxLength: 16,
      label: 'Stored by',
      description: 'Who stored it: collector or import.',
      example: 'collector',
    },
    digest: {
      type: 'Edm.String',
      maxLength: 64,
      label: 'Digest',
      description: 'The SHA-256 of the file, in hexadecimal.',
      example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    rowsCreated: {
      type: 'Edm.Int64',
      label: 'Rows created',
      description: 'Rows of the file that were new.',
      example: '30',
    },
    rowsUpdated: {
      type: 'Edm.Int64',
      label: 'Rows updated',
      description: 'Rows of the file that changed what was stored.',
      example: '0',
    },
    rowsUnchanged: {
      type: 'Edm.Int64',
      label: 'Rows unchanged',
      description: 'Rows of the file that were stored already.',
      example: '0',
    },
    rowsOlder: {
      type: 'Edm.Int64',
      label: 'Rows older',
      description: 'Rows of the file of which a newer version stayed.',
      example: '0',
    },
    rowsExpired: {
      type: 'Edm.Int64',
      label: 'Rows expired',
      description: 'Rows of the file that are older than rows are kept; not stored.',
      example: '0',
    },
    rowsForgotten: {
      type: 'Edm.Int64',
      label: 'Rows forgotten',
      description: 'Rows of the file that name a person who is forgotten: not stored, or under a pseudonym.',
      example: '0',
    },
    rowsFailed: {
      type: 'Edm.Int64',
      label: 'Rows failed',
      description: 'Rows of the file that could not be stored.',
      example: '0',
    },
    complete: {
      type: 'Edm.Boolean',
      label: 'Complete',
      description:
        'Whether the file was stored to its end; report functions pass over a date of which it is false. It never becomes false again.',
      example: 'true',
    },
    warnings: {
      type: 'Edm.String',
      collection: true,
      maxLength: 1000,
      label: 'Warnings',
      description: 'What was odd about the file.',
      example: 'The column Copilot Chat is not kept.',
    },
  },
  naturalKey: ['report', 'period', 'refreshDate'],
  indexes: [{ parts: [{ property: 'refreshDate', newestFirst: true }] }],
});
