import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamsDevices } from './teamsDevices.ts';

/** How many people, with a licence or without one, used Teams on each kind of device on one day. */
export const teamsDeviceUsageTotalUserCounts = report({
  name: 'teamsDeviceUsageTotalUserCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams device usage: all people by device',
  description: 'How many people, with a licence or without one, used Teams on each kind of device on one day.',
  properties: {
    reportRefreshDate,
    ...teamsDevices('distinct'),
    reportDate,
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
