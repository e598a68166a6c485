import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { skypeDevices } from './skypeDevices.ts';

/** How many people used Skype for Business on each kind of device on one day. */
export const skypeForBusinessDeviceUsageUserCounts = report({
  name: 'skypeForBusinessDeviceUsageUserCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business device usage: people by device',
  description: 'How many people used Skype for Business on each kind of device on one day.',
  properties: {
    reportRefreshDate,
    ...skypeDevices('distinct'),
    reportDate,
    reportPeriod,
  },
  isRetired: true,
});
