import { entityType } from '../edm/entityType.ts';
import { reportDate, reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Daily number of active users per Microsoft 365 service (Microsoft Graph beta, office365ActiveUserCounts). */
export const office365ActiveUserCounts = entityType({
  name: 'office365ActiveUserCounts',
  description: 'The number of active users of each Microsoft 365 service on one day of a report.',
  properties: {
    reportRefreshDate,
    office365: {
      type: 'Edm.Int64',
      csvColumn: 'Office 365',
      description: 'Active users of any Microsoft 365 service.',
      example: '9',
    },
    exchange: { type: 'Edm.Int64', csvColumn: 'Exchange', description: 'Active users of Exchange.', example: '8' },
    oneDrive: { type: 'Edm.Int64', csvColumn: 'OneDrive', description: 'Active users of OneDrive.', example: '8' },
    sharePoint: {
      type: 'Edm.Int64',
      csvColumn: 'SharePoint',
      description: 'Active users of SharePoint.',
      example: '10',
    },
    skypeForBusiness: {
      type: 'Edm.Int64',
      csvColumn: 'Skype For Business',
      description: 'Active users of Skype for Business.',
      example: '0',
    },
    yammer: { type: 'Edm.Int64', csvColumn: 'Yammer', description: 'Active users of Yammer.', example: '6' },
    teams: { type: 'Edm.Int64', csvColumn: 'Teams', description: 'Active users of Microsoft Teams.', example: '5' },
    reportDate,
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365ActiveUserCounts',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
    newestFirst: 'reportDate',
  },
});
