import { column } from '../column.ts';
import { group } from '../group.ts';
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
    groupDisplayName: group.groupDisplayName,
    isDeleted: group.isDeleted,
    ownerPrincipalName: group.ownerPrincipalName,
    lastActivityDate: group.lastActivityDate,
    groupType: group.groupType,
    office365Connected: column.yesNo(
      'Office 365 Connected',
      'Connected',
      'Whether the group is a Microsoft 365 group too.',
    ),
    memberCount: group.memberCount,
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
  headerSeen: '2022-11-10',
  otherHeaders: [
    {
      of: 'beta',
      line: 'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Office 365 Connected,Member Count,Posted Count,Read Count,Liked Count,Network Display Name,Report Period',
    },
  ],
});
