import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many files in OneDrive one user worked on, synchronised or shared during the period. */
export const oneDriveActivityUserDetail = report({
  name: 'oneDriveActivityUserDetail',
  service: 'oneDrive',
  shape: 'detail',
  title: 'OneDrive activity: each user',
  description: 'How many files in OneDrive one user worked on, synchronised or shared during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    lastActivityDate: person.lastActivityDate,
    viewedOrEditedFileCount: column.period(
      'Viewed Or Edited File Count',
      'Files viewed or edited',
      'Files the user viewed or edited.',
      { example: '64' },
    ),
    syncedFileCount: column.period(
      'Synced File Count',
      'Files synchronised',
      'Files the user synchronised with a device.',
      { example: '23' },
    ),
    sharedInternallyFileCount: column.period(
      'Shared Internally File Count',
      'Files shared internally',
      'Files the user shared with people of the organisation.',
      { example: '5' },
    ),
    sharedExternallyFileCount: column.period(
      'Shared Externally File Count',
      'Files shared externally',
      'Files the user shared with people outside the organisation.',
      { example: '1' },
    ),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
});
