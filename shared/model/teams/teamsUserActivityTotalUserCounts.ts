import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activePeople } from './activePeople.ts';

/** How many people, with a licence or without one, wrote, called and met in Teams on one day. */
export const teamsUserActivityTotalUserCounts = report({
  name: 'teamsUserActivityTotalUserCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams user activity: all people by activity',
  description: 'How many people, with a licence or without one, wrote, called and met in Teams on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    ...activePeople.ofDay,
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
