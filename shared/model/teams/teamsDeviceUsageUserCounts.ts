import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamsDevices } from './teamsDevices.ts';

/** How many people with a licence used Teams on each kind of device on one day. */
export const teamsDeviceUsageUserCounts = report({
  name: 'teamsDeviceUsageUserCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams device usage: licensed people by device',
  description: 'How many people with a licence used Teams on each kind of device on one day.',
  properties: {
    reportRefreshDate,
    ...teamsDevices('distinct'),
    reportDate,
    reportPeriod,
  },
  otherHeaders: [
    { line: 'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Report Date,Report Period' },
  ],
});
