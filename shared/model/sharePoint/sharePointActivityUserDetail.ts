import { column } from '../column.ts';
import { fileActivity } from '../fileActivity.ts';
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
    ...fileActivity.ofUser,
    visitedPageCount: column.period('Visited Page Count', 'Pages visited', 'Different pages the user visited.', {
      example: '17',
    }),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
  headerSeen: '2026-07-28',
});
