import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many messages one user posted, read and liked in Viva Engage during the period. */
export const yammerActivityUserDetail = report({
  name: 'yammerActivityUserDetail',
  service: 'vivaEngage',
  shape: 'detail',
  title: 'Viva Engage activity: each user',
  description: 'How many messages one user posted, read and liked in Viva Engage during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    userState: column.text('User State', 'State', 'Whether the user is active, suspended or deleted.', {
      example: 'active',
    }),
    stateChangeDate: column.date('State Change Date', 'State changed', 'The day the state of the user changed.', {
      example: '2022-04-12',
    }),
    lastActivityDate: person.lastActivityDate,
    postedCount: column.period('Posted Count', 'Posts', 'Messages the user posted.', { example: '3' }),
    readCount: column.period('Read Count', 'Messages read', 'Messages the user read.', { example: '48' }),
    likedCount: column.period('Liked Count', 'Likes', 'Messages the user liked.', { example: '6' }),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
});
