import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many groups of Viva Engage there are on one day, and how many of them were in use. */
export const yammerGroupsActivityGroupCounts = report({
  name: 'yammerGroupsActivityGroupCounts',
  service: 'vivaEngage',
  shape: 'series',
  title: 'Viva Engage groups activity: groups',
  description: 'How many groups of Viva Engage there are on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: column.level('Total', 'Groups', 'Groups of Viva Engage.', { example: '58' }),
    active: column.distinct('Active', 'Active groups', 'Groups in which people posted, read or liked messages.', {
      example: '19',
    }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2022-11-10',
});
