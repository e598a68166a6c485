import { entityType } from '../edm/entityType.ts';
import { reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Users of each Microsoft 365 service, active and not (Microsoft Graph beta, office365ServicesUserCounts). */
export const office365ServicesUserCounts = entityType({
  name: 'office365ServicesUserCounts',
  description: 'The number of users of each Microsoft 365 service over the whole period of a report.',
  properties: {
    reportRefreshDate,
    exchangeActive: {
      type: 'Edm.Int64',
      csvColumn: 'Exchange Active',
      description: 'Users of Exchange who were active.',
      example: '20',
    },
    exchangeInactive: {
      type: 'Edm.Int64',
      csvColumn: 'Exchange Inactive',
      description: 'Users with a licence for Exchange who were not active.',
      example: '4',
    },
    oneDriveActive: {
      type: 'Edm.Int64',
      csvColumn: 'OneDrive Active',
      description: 'Users of OneDrive who were active.',
      example: '20',
    },
    oneDriveInactive: {
      type: 'Edm.Int64',
      csvColumn: 'OneDrive Inactive',
      description: 'Users with a licence for OneDrive who were not active.',
      example: '4',
    },
    sharePointActive: {
      type: 'Edm.Int64',
      csvColumn: 'SharePoint Active',
      description: 'Users of SharePoint who were active.',
      example: '20',
    },
    sharePointInactive: {
      type: 'Edm.Int64',
      csvColumn: 'SharePoint Inactive',
      description: 'Users with a licence for SharePoint who were not active.',
      example: '4',
    },
    skypeForBusinessActive: {
      type: 'Edm.Int64',
      csvColumn: 'Skype For Business Active',
      description: 'Users of Skype for Business who were active.',
      example: '20',
    },
    skypeForBusinessInactive: {
      type: 'Edm.Int64',
      csvColumn: 'Skype For Business Inactive',
      description: 'Users with a licence for Skype for Business who were not active.',
      example: '4',
    },
    yammerActive: {
      type: 'Edm.Int64',
      csvColumn: 'Yammer Active',
      description: 'Users of Yammer who were active.',
      example: '20',
    },
    yammerInactive: {
      type: 'Edm.Int64',
      csvColumn: 'Yammer Inactive',
      description: 'Users with a licence for Yammer who were not active.',
      example: '4',
    },
    teamsActive: {
      type: 'Edm.Int64',
      csvColumn: 'Teams Active',
      description: 'Users of Microsoft Teams who were active.',
      example: '20',
    },
    teamsInactive: {
      type: 'Edm.Int64',
      csvColumn: 'Teams Inactive',
      description: 'Users with a licence for Microsoft Teams who were not active.',
      example: '4',
    },
    office365Active: {
      type: 'Edm.Int64',
      csvColumn: 'Office 365 Active',
      description: 'Users who were active in any Microsoft 365 service.',
      example: '22',
    },
    office365Inactive: {
      type: 'Edm.Int64',
      csvColumn: 'Office 365 Inactive',
      description: 'Users with a Microsoft 365 licence who were active in no service.',
      example: '2',
    },
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod'],
  indexes: ['reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365ServicesUserCounts',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
  },
});
