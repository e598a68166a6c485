import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activePeople } from './activePeople.ts';

/** How many people with a licence wrote, called and met in Teams on one day. */
export const teamsUserActivityUserCounts = report({
  name: 'teamsUserActivityUserCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams user activity: licensed people by activity',
  description: 'How many people with a licence wrote, called and met in Teams on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    ...activePeople.ofDay,
    reportPeriod,
  },
});
