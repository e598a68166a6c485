import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The number of groups on one day, and how many of them were in use. */
export const office365GroupsActivityGroupCounts = report({
  name: 'office365GroupsActivityGroupCounts',
  service: 'microsoft365',
  shape: 'series',
  title: 'Microsoft 365 groups activity: groups',
  description: 'The number of groups on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: column.level('Total', 'Groups', 'Groups of the organisation.', { example: '5647' }),
    active: column.distinct('Active', 'Active groups', 'Groups in which people wrote, or worked on files.', {
      example: '131',
    }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-05-31',
});
