import { column } from '../column.ts';
import { group } from '../group.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The activity, the members and the storage of one Microsoft 365 group. */
export const office365GroupsActivityDetail = report({
  name: 'office365GroupsActivityDetail',
  service: 'microsoft365',
  shape: 'detail',
  title: 'Microsoft 365 groups activity: each group',
  description: 'The activity, the members and the storage of one Microsoft 365 group.',
  properties: {
    reportRefreshDate,
    ...group,
    externalMemberCount: column.level(
      'External Member Count',
      'External members',
      'Members from outside the organisation.',
      { example: '2', csvAliases: ['Guest Count'] },
    ),
    exchangeReceivedEmailCount: column.period(
      'Exchange Received Email Count',
      'Mails received',
      'E-mails the mailbox of the group received.',
      { example: '341' },
    ),
    sharePointActiveFileCount: column.period(
      'SharePoint Active File Count',
      'Active files',
      'Files in the document library of the group that were in use.',
    ),
    yammerPostedMessageCount: column.period(
      'Yammer Posted Message Count',
      'Messages posted in Viva Engage',
      'Messages posted in the Yammer group.',
      { example: '0' },
    ),
    yammerReadMessageCount: column.period(
      'Yammer Read Message Count',
      'Messages read in Viva Engage',
      'Messages read in the Yammer group.',
      { example: '0' },
    ),
    yammerLikedMessageCount: column.period(
      'Yammer Liked Message Count',
      'Messages liked in Viva Engage',
      'Messages liked in the Yammer group.',
      { example: '0' },
    ),
    exchangeMailboxTotalItemCount: column.level(
      'Exchange Mailbox Total Item Count',
      'Items in the mailbox',
      'Items in the mailbox of the group.',
      { example: '980' },
    ),
    exchangeMailboxStorageUsedInBytes: column.level(
      'Exchange Mailbox Storage Used (Byte)',
      'Storage of the mailbox',
      'Bytes in use by the mailbox of the group.',
      { unit: 'bytes', example: '203448' },
    ),
    sharePointTotalFileCount: column.level(
      'SharePoint Total File Count',
      'Files',
      'Files in the document library of the group.',
      { example: '64' },
    ),
    sharePointSiteStorageUsedInBytes: column.level(
      'SharePoint Site Storage Used (Byte)',
      'Storage of the site',
      'Bytes in use by the site of the group.',
      { unit: 'bytes', example: '1455831' },
    ),
    groupId: column.text('Group Id', 'Group id', 'The id of the group; zeros where the tenant conceals names.', {
      example: '7ac2e2a4-7a0c-4d3a-9f35-0c0b7c0b9f9e',
    }),
    reportPeriod,
    teamsChannelMessagesCount: {
      type: 'Edm.Int64',
      label: 'Channel messages',
      measure: 'period',
      description: 'Messages in the channels of the team.',
      example: '77',
    },
    teamsMeetingsOrganizedCount: {
      type: 'Edm.Int64',
      label: 'Meetings organised',
      measure: 'period',
      description: 'Meetings organised by the team.',
      example: '3',
    },
  },
  subject: { id: 'groupId', names: ['groupDisplayName'] },
  headerSeen: '2023-05-31',
  otherHeaders: [
    {
      before: '2019-07',
      line: 'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,Guest Count,Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,SharePoint Site Storage Used (Byte),Report Period',
    },
    {
      before: '2019-07',
      line: 'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,External Member Count,Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,SharePoint Site Storage Used (Byte),Report Period',
    },
    {
      line: 'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,Guest Count,Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,SharePoint Site Storage Used (Byte),Group Id,Report Period',
    },
  ],
});
