import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many messages were posted, read and liked in the groups of Viva Engage on one day. */
export const yammerGroupsActivityCounts = report({
  name: 'yammerGroupsActivityCounts',
  service: 'vivaEngage',
  shape: 'series',
  title: 'Viva Engage groups activity: messages in groups',
  description: 'How many messages were posted, read and liked in the groups of Viva Engage on one day.',
  properties: {
    reportRefreshDate,
    liked: column.flow('Liked', 'Likes', 'Messages in groups that people liked.', { example: '41' }),
    posted: column.flow('Posted', 'Posts', 'Messages that people posted in groups.', { example: '26' }),
    read: column.flow('Read', 'Messages read', 'Messages in groups that people read.', { example: '610' }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-10',
});
