import { entityType } from '../edm/entityType.ts';
import { reportDate, reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Daily number of files in groups, and of those in use (Microsoft Graph beta, office365GroupsActivityFileCounts). */
export const office365GroupsActivityFileCounts = entityType({
  name: 'office365GroupsActivityFileCounts',
  description: 'The number of files in groups on one day of a report, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: {
      type: 'Edm.Int64',
      csvColumn: 'Total',
      description: 'Files in the document libraries of groups.',
      example: '5647',
    },
    active: {
      type: 'Edm.Int64',
      csvColumn: 'Active',
      description: 'Files that were viewed, changed, shared or synchronised.',
      example: '131',
    },
    reportDate,
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365GroupsActivityFileCounts',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
    newestFirst: 'reportDate',
  },
});
