import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamsDevices } from './teamsDevices.ts';

/** How many people with a licence used Teams on each kind of device during the period. */
export const teamsDeviceUsageDistributionUserCounts = report({
  name: 'teamsDeviceUsageDistributionUserCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams device usage: licensed people by device over the period',
  description: 'How many people with a licence used Teams on each kind of device during the period.',
  properties: {
    reportRefreshDate,
    ...teamsDevices('period'),
    reportPeriod,
  },
  otherHeaders: [{ line: 'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Report Period' }],
});
