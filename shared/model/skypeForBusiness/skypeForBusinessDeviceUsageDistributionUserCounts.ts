import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { skypeDevices } from './skypeDevices.ts';

/** How many people used Skype for Business on each kind of device during the period. */
export const skypeForBusinessDeviceUsageDistributionUserCounts = report({
  name: 'skypeForBusinessDeviceUsageDistributionUserCounts',
  service: 'skypeForBusiness',
  shape: 'total',
  title: 'Skype for Business device usage: people by device over the period',
  description: 'How many people used Skype for Business on each kind of device during the period.',
  properties: {
    reportRefreshDate,
    ...skypeDevices('period'),
    reportPeriod,
  },
  isRetired: true,
});
