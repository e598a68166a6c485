import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The members and the messages of one group of Viva Engage during the period. */
export const yammerGroupsActivityDetail = report({
  name: 'yammerGroupsActivityDetail',
  service: 'vivaEngage',
  shape: 'detail',
  title: 'Viva Engage groups activity: each group',
  description: 'The members and the messages of one group of Viva Engage during the period.',
  properties: {
    reportRefreshDate,
    groupDisplayName: column.text(
      'Group Display Name',
      'Group',
      'The name of the group; a hash where the tenant conceals names.',
      { example: 'All Company' },
    ),
    isDeleted: column.flag('Is Deleted', 'Deleted', 'Whether the group has been deleted.', { example: 'false' }),
    ownerPrincipalName: column.text('Owner Principal Name', 'Owner', 'The sign-in name of the owner of the group.', {
      example: 'ada@contoso.example',
      person: 'owner',
    }),
    lastActivityDate: column.date(
      'Last Activity Date',
      'Last activity',
      'The last day on which something happened in the group.',
    ),
    groupType: column.text('Group Type', 'Kind', 'Whether the group is public or private.', { example: 'Public' }),
    office365Connected: column.yesNo(
      'Office 365 Connected',
      'Connected',
      'Whether the group is a Microsoft 365 group too.',
    ),
    memberCount: column.level('Member Count', 'Members', 'Members of the group.', { example: '35' }),
    postedCount: column.period('Posted Count', 'Posts', 'Messages posted in the group.'),
    readCount: column.period('Read Count', 'Messages read', 'Messages read in the group.', { example: '204' }),
    likedCount: column.period('Liked Count', 'Likes', 'Messages liked in the group.', { example: '19' }),
    reportPeriod,
    networkDisplayName: column.text(
      'Network Display Name',
      'Network',
      'The name of the network the group belongs to.',
      { example: 'Contoso', isLeftOut: true },
    ),
  },
  subject: { names: ['groupDisplayName', 'ownerPrincipalName', 'networkDisplayName'] },
  otherHeaders: [
    'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Office 365 Connected,Member Count,Posted Count,Read Count,Liked Count,Network Display Name,Report Period',
  ],
});
