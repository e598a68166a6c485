import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The size, the items and the limits of one mailbox. */
export const mailboxUsageDetail = report({
  name: 'mailboxUsageDetail',
  service: 'exchange',
  shape: 'detail',
  title: 'Mailbox usage: each mailbox',
  description: 'The size, the items and the limits of one mailbox.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    createdDate: column.date('Created Date', 'Created', 'The day the mailbox was created.', { example: '2019-03-04' }),
    lastActivityDate: person.lastActivityDate,
    itemCount: column.level('Item Count', 'Items', 'Items in the mailbox.', { example: '12830' }),
    storageUsedInBytes: column.level('Storage Used (Byte)', 'Storage used', 'Bytes in use by the mailbox.', {
      unit: 'bytes',
      example: '2874451302',
    }),
    issueWarningQuotaInBytes: column.level(
      'Issue Warning Quota (Byte)',
      'Warning limit',
      'Bytes from which on the owner of the mailbox is warned.',
      { unit: 'bytes', example: '105226698752' },
    ),
    prohibitSendQuotaInBytes: column.level(
      'Prohibit Send Quota (Byte)',
      'Sending limit',
      'Bytes from which on the mailbox can send no more.',
      { unit: 'bytes', example: '106300440576' },
    ),
    prohibitSendReceiveQuotaInBytes: column.level(
      'Prohibit Send/Receive Quota (Byte)',
      'Sending and receiving limit',
      'Bytes from which on the mailbox can neither send nor receive.',
      { unit: 'bytes', example: '107374182400' },
    ),
    deletedItemCount: column.level(
      'Deleted Item Count',
      'Deleted items',
      'Items in the recoverable items of the mailbox.',
      { example: '412' },
    ),
    deletedItemSizeInBytes: column.level(
      'Deleted Item Size (Byte)',
      'Size of deleted items',
      'Bytes in use by the recoverable items of the mailbox.',
      { unit: 'bytes', example: '70114329' },
    ),
    deletedItemQuota: column.level(
      'Deleted Item Quota (Byte)',
      'Limit for deleted items',
      'Bytes the recoverable items of the mailbox may take.',
      { unit: 'bytes', example: '32212254720' },
    ),
    hasArchive: column.flag('Has Archive', 'Has an archive', 'Whether the mailbox has an archive mailbox.'),
    reportPeriod,
  },
  headerSeen: '2026-07-28',
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Report Period',
    },
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Deleted Item Count,Deleted Item Size (Byte),Report Period',
    },
  ],
  called: { parameters: ['period'] },
});
