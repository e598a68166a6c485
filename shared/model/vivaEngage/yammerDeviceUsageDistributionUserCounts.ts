import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { engageDevices } from './engageDevices.ts';

/** How many people used Viva Engage on each kind of device during the period. */
export const yammerDeviceUsageDistributionUserCounts = report({
  name: 'yammerDeviceUsageDistributionUserCounts',
  service: 'vivaEngage',
  shape: 'total',
  title: 'Viva Engage device usage: people by device over the period',
  description: 'How many people used Viva Engage on each kind of device during the period.',
  properties: {
    reportRefreshDate,
    ...engageDevices('period'),
    reportPeriod,
  },
  headerSeen: '2022-11-09',
});
