import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many different pages of SharePoint were visited on one day. */
export const sharePointActivityPages = report({
  name: 'sharePointActivityPages',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint activity: pages',
  description: 'How many different pages of SharePoint were visited on one day.',
  properties: {
    reportRefreshDate,
    visitedPageCount: column.distinct('Visited Page Count', 'Pages visited', 'Different pages that people visited.', {
      example: '512',
    }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-26',
});
