import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** How many SharePoint sites there are on one day, and how many of them were in use. */
export const sharePointSiteUsageSiteCounts = report({
  name: 'sharePointSiteUsageSiteCounts',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint site usage: sites',
  description: 'How many SharePoint sites there are on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    total: column.level('Total', 'Sites', 'SharePoint sites of the organisation.', { example: '152' }),
    active: column.distinct('Active', 'Active sites', 'Sites on which files were worked on or pages viewed.', {
      example: '63',
    }),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2022-11-26',
});
