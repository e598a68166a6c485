import { fileActivity } from '../fileActivity.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many files in OneDrive were worked on, synchronised or shared on one day. */
export const oneDriveActivityFileCounts = report({
  name: 'oneDriveActivityFileCounts',
  service: 'oneDrive',
  shape: 'series',
  title: 'OneDrive activity: files by activity',
  description: 'How many files in OneDrive were worked on, synchronised or shared on one day.',
  properties: {
    reportRefreshDate,
    ...fileActivity.files,
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-05-20',
});
