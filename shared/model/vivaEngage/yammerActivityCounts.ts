import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many messages were posted, read and liked in Viva Engage on one day. */
export const yammerActivityCounts = report({
  name: 'yammerActivityCounts',
  service: 'vivaEngage',
  shape: 'series',
  title: 'Viva Engage activity: messages',
  description: 'How many messages were posted, read and liked in Viva Engage on one day.',
  properties: {
    reportRefreshDate,
    liked: column.flow('Liked', 'Likes', 'Messages that people liked.', { example: '41' }),
    posted: column.flow('Posted', 'Posts', 'Messages that people posted.', { example: '26' }),
    read: column.flow('Read', 'Messages read', 'Messages that people read.', { example: '610' }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-09',
});
