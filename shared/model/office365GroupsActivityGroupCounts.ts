import { entityType } from '../edm/entityType.ts';
import { reportDate, reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Daily number of groups, and of those in use (Microsoft Graph beta, office365GroupsActivityGroupCounts). */
export const office365GroupsActivityGroupCounts = entityType({
  name: 'office365GroupsActivityGroupCounts',
  description: 'The number of groups on one day of a report, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: { type: 'Edm.Int64', csvColumn: 'Total', description: 'Groups of the organisation.', example: '5647' },
    active: {
      type: 'Edm.Int64',
      csvColumn: 'Active',
      description: 'Groups in which people wrote, or worked on files.',
      example: '131',
    },
    reportDate,
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365GroupsActivityGroupCounts',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
    newestFirst: 'reportDate',
  },
});
