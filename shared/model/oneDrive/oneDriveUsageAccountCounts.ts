import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** How many OneDrive accounts there are on one day, and how many of them were in use. */
export const oneDriveUsageAccountCounts = report({
  name: 'oneDriveUsageAccountCounts',
  service: 'oneDrive',
  shape: 'series',
  title: 'OneDrive usage: accounts',
  description: 'How many OneDrive accounts there are on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    total: column.level('Total', 'Accounts', 'OneDrive accounts of the organisation.', { example: '390' }),
    active: column.distinct(
      'Active',
      'Active accounts',
      'OneDrive accounts in which files were viewed, changed, synchronised or shared.',
      { example: '211' },
    ),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2023-05-20',
});
