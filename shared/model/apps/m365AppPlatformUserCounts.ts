import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people used the Microsoft 365 apps on each platform on one day. */
export const m365AppPlatformUserCounts = report({
  name: 'm365AppPlatformUserCounts',
  service: 'apps',
  shape: 'series',
  title: 'Microsoft 365 Apps usage: people by platform',
  description: 'How many people used the Microsoft 365 apps on each platform on one day.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    reportDate,
    windows: column.distinct('Windows', 'Windows', 'People who used the apps on Windows.', { example: '241' }),
    mac: column.distinct('Mac', 'Mac', 'People who used the apps on Macs.', { example: '33' }),
    mobile: column.distinct('Mobile', 'Mobile', 'People who used the apps on phones and tablets.', { example: '127' }),
    web: column.distinct('Web', 'Web', 'People who used the apps in a browser.', { example: '96' }),
  },
});
