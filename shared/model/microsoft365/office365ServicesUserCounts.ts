import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The number of users of each Microsoft 365 service over the whole period of a report. */
export const office365ServicesUserCounts = report({
  name: 'office365ServicesUserCounts',
  service: 'microsoft365',
  shape: 'total',
  title: 'Microsoft 365 active users: active and inactive people over the period',
  description: 'The number of users of each Microsoft 365 service over the whole period of a report.',
  properties: {
    reportRefreshDate,
    exchangeActive: column.period('Exchange Active', 'Exchange: active', 'Users of Exchange who were active.', {
      example: '20',
    }),
    exchangeInactive: column.period(
      'Exchange Inactive',
      'Exchange: inactive',
      'Users with a licence for Exchange who were not active.',
      { example: '4' },
    ),
    oneDriveActive: column.period('OneDrive Active', 'OneDrive: active', 'Users of OneDrive who were active.', {
      example: '20',
    }),
    oneDriveInactive: column.period(
      'OneDrive Inactive',
      'OneDrive: inactive',
      'Users with a licence for OneDrive who were not active.',
      { example: '4' },
    ),
    sharePointActive: column.period('SharePoint Active', 'SharePoint: active', 'Users of SharePoint who were active.', {
      example: '20',
    }),
    sharePointInactive: column.period(
      'SharePoint Inactive',
      'SharePoint: inactive',
      'Users with a licence for SharePoint who were not active.',
      { example: '4' },
    ),
    skypeForBusinessActive: column.period(
      'Skype For Business Active',
      'Skype for Business: active',
      'Users of Skype for Business who were active.',
      { example: '20' },
    ),
    skypeForBusinessInactive: column.period(
      'Skype For Business Inactive',
      'Skype for Business: inactive',
      'Users with a licence for Skype for Business who were not active.',
      { example: '4' },
    ),
    yammerActive: column.period('Yammer Active', 'Viva Engage: active', 'Users of Yammer who were active.', {
      example: '20',
    }),
    yammerInactive: column.period(
      'Yammer Inactive',
      'Viva Engage: inactive',
      'Users with a licence for Yammer who were not active.',
      { example: '4' },
    ),
    teamsActive: column.period('Teams Active', 'Teams: active', 'Users of Microsoft Teams who were active.', {
      example: '20',
    }),
    teamsInactive: column.period(
      'Teams Inactive',
      'Teams: inactive',
      'Users with a licence for Microsoft Teams who were not active.',
      { example: '4' },
    ),
    office365Active: column.period(
      'Office 365 Active',
      'Any service: active',
      'Users who were active in any Microsoft 365 service.',
      { example: '22' },
    ),
    office365Inactive: column.period(
      'Office 365 Inactive',
      'Any service: inactive',
      'Users with a Microsoft 365 licence who were active in no service.',
      { example: '2' },
    ),
    reportPeriod,
  },
  headerSeen: '2022-10-23',
  otherHeaders: [
    {
      line: 'Report Refresh Date,Exchange Active,Exchange Inactive,OneDrive Active,OneDrive Inactive,SharePoint Active,SharePoint Inactive,Skype For Business Active,Skype For Business Inactive,Yammer Active,Yammer Inactive,Teams Active,Teams Inactive,Report Period',
    },
  ],
});
