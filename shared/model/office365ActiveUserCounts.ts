import { entityType } from '../edm/entityType.ts';

/** Daily number of active users per Microsoft 365 service (Microsoft Graph beta, office365ActiveUserCounts). */
export const office365ActiveUserCounts = entityType({
  name: 'office365ActiveUserCounts',
  description: 'The number of active users of each Microsoft 365 service on one day of a report.',
  properties: {
    reportRefreshDate: {
      type: 'Edm.Date',
      csvColumn: 'Report Refresh Date',
      description: 'The latest date of the content.',
      example: '2022-10-25',
    },
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
    reportDate: {
      type: 'Edm.Date',
      csvColumn: 'Report Date',
      description: 'The date on which the users were active.',
      example: '2022-10-19',
    },
    reportPeriod: {
      type: 'Edm.String',
      csvColumn: 'Report Period',
      description: 'The number of days the report covers: 7, 30, 90 or 180.',
      example: '7',
    },
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: { name: 'getOffice365ActiveUserCounts', parameters: ['period'] },
});
