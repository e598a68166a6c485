import { column } from '../column.ts';
import { fileActivity } from '../fileActivity.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people visited pages or worked on, synchronised or shared files in SharePoint on one day. */
export const sharePointActivityUserCounts = report({
  name: 'sharePointActivityUserCounts',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint activity: people by activity',
  description: 'How many people visited pages or worked on, synchronised or shared files in SharePoint on one day.',
  properties: {
    reportRefreshDate,
    visitedPage: column.distinct('Visited Page', 'Visited pages', 'People who visited pages.', { example: '188' }),
    ...fileActivity.people,
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-26',
});
