import { fileActivity } from '../fileActivity.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many files in SharePoint were worked on, synchronised or shared on one day. */
export const sharePointActivityFileCounts = report({
  name: 'sharePointActivityFileCounts',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint activity: files by activity',
  description: 'How many files in SharePoint were worked on, synchronised or shared on one day.',
  properties: {
    reportRefreshDate,
    ...fileActivity.files,
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-26',
});
