import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** How often pages of SharePoint sites were viewed on one day. */
export const sharePointSiteUsagePages = report({
  name: 'sharePointSiteUsagePages',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint site usage: page views',
  description: 'How often pages of SharePoint sites were viewed on one day.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    pageViewCount: column.flow('Page View Count', 'Page views', 'How often pages were viewed.', { example: '3407' }),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2022-11-26',
});
