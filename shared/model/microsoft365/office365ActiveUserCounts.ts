import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The number of active users of each Microsoft 365 service on one day. */
export const office365ActiveUserCounts = report({
  name: 'office365ActiveUserCounts',
  service: 'microsoft365',
  shape: 'series',
  title: 'Microsoft 365 active users: people by service',
  description: 'The number of active users of each Microsoft 365 service on one day.',
  properties: {
    reportRefreshDate,
    office365: column.distinct('Office 365', 'Any service', 'Active users of any Microsoft 365 service.', {
      example: '9',
    }),
    exchange: column.distinct('Exchange', 'Exchange', 'Active users of Exchange.', { example: '8' }),
    oneDrive: column.distinct('OneDrive', 'OneDrive', 'Active users of OneDrive.', { example: '8' }),
    sharePoint: column.distinct('SharePoint', 'SharePoint', 'Active users of SharePoint.', { example: '10' }),
    skypeForBusiness: column.distinct(
      'Skype For Business',
      'Skype for Business',
      'Active users of Skype for Business.',
      { example: '0' },
    ),
    yammer: column.distinct('Yammer', 'Viva Engage', 'Active users of Yammer.', { example: '6' }),
    teams: column.distinct('Teams', 'Teams', 'Active users of Microsoft Teams.', { example: '5' }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-10-25',
});
