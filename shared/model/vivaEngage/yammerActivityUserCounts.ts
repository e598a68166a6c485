import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people posted, read or liked messages in Viva Engage on one day. */
export const yammerActivityUserCounts = report({
  name: 'yammerActivityUserCounts',
  service: 'vivaEngage',
  shape: 'series',
  title: 'Viva Engage activity: people by activity',
  description: 'How many people posted, read or liked messages in Viva Engage on one day.',
  properties: {
    reportRefreshDate,
    liked: column.distinct('Liked', 'Liked', 'People who liked messages.', { example: '22' }),
    posted: column.distinct('Posted', 'Posted', 'People who posted messages.', { example: '15' }),
    read: column.distinct('Read', 'Read', 'People who read messages.', { example: '133' }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-09',
});
