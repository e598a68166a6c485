import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** What one user did in SharePoint during the period. */
export const sharePointActivityUserDetail = report({
  name: 'sharePointActivityUserDetail',
  service: 'sharePoint',
  shape: 'detail',
  title: 'SharePoint activity: each user',
  description: 'What one user did in SharePoint during the period.',
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
    visitedPageCount: column.period('Visited Page Count', 'Pages visited', 'Different pages the user visited.', {
      example: '17',
    }),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
});
