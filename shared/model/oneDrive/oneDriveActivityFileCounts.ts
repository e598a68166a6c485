import { column } from '../column.ts';
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
    viewedOrEdited: column.distinct('Viewed Or Edited', 'Viewed or edited', 'Files that were viewed or edited.', {
      example: '1720',
    }),
    synced: column.distinct('Synced', 'Synchronised', 'Files that were synchronised with a device.', {
      example: '815',
    }),
    sharedInternally: column.distinct(
      'Shared Internally',
      'Shared internally',
      'Files that were shared with people of the organisation.',
      { example: '96' },
    ),
    sharedExternally: column.distinct(
      'Shared Externally',
      'Shared externally',
      'Files that were shared with people outside the organisation.',
      { example: '8' },
    ),
    reportDate,
    reportPeriod,
  },
});
