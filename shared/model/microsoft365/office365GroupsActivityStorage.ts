import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The storage all groups use on one day. */
export const office365GroupsActivityStorage = report({
  name: 'office365GroupsActivityStorage',
  service: 'microsoft365',
  shape: 'series',
  title: 'Microsoft 365 groups activity: storage',
  description: 'The storage all groups use on one day.',
  properties: {
    reportRefreshDate,
    mailboxStorageUsedInBytes: column.level(
      'Mailbox Storage Used (Byte)',
      'Storage of mailboxes',
      'Bytes in use by the mailboxes of groups.',
      { unit: 'bytes', example: '37070516' },
    ),
    siteStorageUsedInBytes: column.level(
      'Site Storage Used (Byte)',
      'Storage of sites',
      'Bytes in use by the sites of groups.',
      { unit: 'bytes', example: '6521772595' },
    ),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-05-31',
});
