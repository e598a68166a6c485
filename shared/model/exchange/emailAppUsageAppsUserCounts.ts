import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { mailApps } from './mailApps.ts';

/** How many people used each mail app during the period. */
export const emailAppUsageAppsUserCounts = report({
  name: 'emailAppUsageAppsUserCounts',
  service: 'exchange',
  shape: 'total',
  title: 'Outlook app usage: people by app over the period',
  description: 'How many people used each mail app during the period.',
  properties: {
    reportRefreshDate,
    ...mailApps('period'),
    reportPeriod,
  },
  headerSeen: '2023-01-25',
});
