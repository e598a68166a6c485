import { fileActivity } from '../fileActivity.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people worked on, synchronised or shared files in OneDrive on one day. */
export const oneDriveActivityUserCounts = report({
  name: 'oneDriveActivityUserCounts',
  service: 'oneDrive',
  shape: 'series',
  title: 'OneDrive activity: people by activity',
  description: 'How many people worked on, synchronised or shared files in OneDrive on one day.',
  properties: {
    reportRefreshDate,
    ...fileActivity.people,
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-05-20',
});
