import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { engageDevices } from './engageDevices.ts';

/** How many people used Viva Engage on each kind of device on one day. */
export const yammerDeviceUsageUserCounts = report({
  name: 'yammerDeviceUsageUserCounts',
  service: 'vivaEngage',
  shape: 'series',
  title: 'Viva Engage device usage: people by device',
  description: 'How many people used Viva Engage on each kind of device on one day.',
  properties: {
    reportRefreshDate,
    ...engageDevices('distinct'),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-09',
});
