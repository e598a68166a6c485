import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { engageUser } from './engageUser.ts';

/** How many messages one user posted, read and liked in Viva Engage during the period. */
export const yammerActivityUserDetail = report({
  name: 'yammerActivityUserDetail',
  service: 'vivaEngage',
  shape: 'detail',
  title: 'Viva Engage activity: each user',
  description: 'How many messages one user posted, read and liked in Viva Engage during the period.',
  properties: {
    reportRefreshDate,
    ...engageUser,
    postedCount: column.period('Posted Count', 'Posts', 'Messages the user posted.', { example: '3' }),
    readCount: column.period('Read Count', 'Messages read', 'Messages the user read.', { example: '48' }),
    likedCount: column.period('Liked Count', 'Likes', 'Messages the user liked.', { example: '6' }),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
  headerSeen: '2022-11-09',
});
