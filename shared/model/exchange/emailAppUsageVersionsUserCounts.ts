import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people used each version of Outlook for Windows during the period. */
export const emailAppUsageVersionsUserCounts = report({
  name: 'emailAppUsageVersionsUserCounts',
  service: 'exchange',
  shape: 'total',
  title: 'Outlook app usage: people by Outlook version over the period',
  description: 'How many people used each version of Outlook for Windows during the period.',
  properties: {
    reportRefreshDate,
    outlook2016: column.period('Outlook 2016', 'Outlook 2016', 'People who used Outlook 2016.', { example: '24' }),
    outlook2013: column.period('Outlook 2013', 'Outlook 2013', 'People who used Outlook 2013.', { example: '3' }),
    outlook2010: column.period('Outlook 2010', 'Outlook 2010', 'People who used Outlook 2010.', { example: '1' }),
    outlook2007: column.period('Outlook 2007', 'Outlook 2007', 'People who used Outlook 2007.', { example: '0' }),
    undetermined: column.period('Undetermined', 'Unknown version', 'People whose version of Outlook is not known.', {
      example: '7',
    }),
    reportPeriod,
    outlookM365: column.period(
      'Outlook M365',
      'Outlook for Microsoft 365',
      'People who used the Outlook of a Microsoft 365 subscription.',
      { example: '212' },
    ),
    outlook2019: column.period('Outlook 2019', 'Outlook 2019', 'People who used Outlook 2019.', { example: '18' }),
  },
  headerSeen: '2023-01-25',
  otherHeaders: [
    { line: 'Report Refresh Date,Outlook 2016,Outlook 2013,Outlook 2010,Outlook 2007,Undetermined,Report Period' },
  ],
});
