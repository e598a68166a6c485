import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { mailApps } from './mailApps.ts';

/** How many people used each mail app on one day. */
export const emailAppUsageUserCounts = report({
  name: 'emailAppUsageUserCounts',
  service: 'exchange',
  shape: 'series',
  title: 'Outlook app usage: people by app',
  description: 'How many people used each mail app on one day.',
  properties: {
    reportRefreshDate,
    ...mailApps('distinct'),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-01-25',
});
