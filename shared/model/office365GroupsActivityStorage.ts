import { entityType } from '../edm/entityType.ts';
import { reportDate, reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Daily storage in use by all groups (Microsoft Graph beta, office365GroupsActivityStorage). */
export const office365GroupsActivityStorage = entityType({
  name: 'office365GroupsActivityStorage',
  description: 'The storage all groups use on one day of a report.',
  properties: {
    reportRefreshDate,
    mailboxStorageUsedInBytes: {
      type: 'Edm.Int64',
      csvColumn: 'Mailbox Storage Used (Byte)',
      description: 'Bytes in use by the mailboxes of groups.',
      example: '37070516',
    },
    siteStorageUsedInBytes: {
      type: 'Edm.Int64',
      csvColumn: 'Site Storage Used (Byte)',
      description: 'Bytes in use by the sites of groups.',
      example: '6521772595',
    },
    reportDate,
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365GroupsActivityStorage',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
    newestFirst: 'reportDate',
  },
});
