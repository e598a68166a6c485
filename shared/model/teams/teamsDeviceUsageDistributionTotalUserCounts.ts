import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamsDevices } from './teamsDevices.ts';

/** How many people, with a licence or without one, used Teams on each kind of device during the period. */
export const teamsDeviceUsageDistributionTotalUserCounts = report({
  name: 'teamsDeviceUsageDistributionTotalUserCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams device usage: all people by device over the period',
  description: 'How many people, with a licence or without one, used Teams on each kind of device during the period.',
  properties: {
    reportRefreshDate,
    ...teamsDevices('period'),
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
