import { fileActivity } from '../fileActivity.ts';
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
    ...fileActivity.ofUser,
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
  headerSeen: '2026-07-28',
});
