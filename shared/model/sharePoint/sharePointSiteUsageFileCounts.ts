import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** How many files there are on SharePoint sites on one day, and how many of them were in use. */
export const sharePointSiteUsageFileCounts = report({
  name: 'sharePointSiteUsageFileCounts',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint site usage: files',
  description: 'How many files there are on SharePoint sites on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    total: column.level('Total', 'Files', 'Files on SharePoint sites.', { example: '611940' }),
    active: column.distinct(
      'Active',
      'Active files',
      'Files on SharePoint sites that were viewed, changed, synchronised or shared.',
      { example: '5310' },
    ),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2022-11-26',
});
