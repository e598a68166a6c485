import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** How many files there are in OneDrive on one day, and how many of them were in use. */
export const oneDriveUsageFileCounts = report({
  name: 'oneDriveUsageFileCounts',
  service: 'oneDrive',
  shape: 'series',
  title: 'OneDrive usage: files',
  description: 'How many files there are in OneDrive on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    total: column.level('Total', 'Files', 'Files in OneDrive.', { example: '184210' }),
    active: column.distinct(
      'Active',
      'Active files',
      'Files in OneDrive that were viewed, changed, synchronised or shared.',
      { example: '2203' },
    ),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2023-05-20',
});
