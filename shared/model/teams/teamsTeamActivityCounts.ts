import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamActivity } from './teamActivity.ts';

/** What happened in all teams together on one day. */
export const teamsTeamActivityCounts = report({
  name: 'teamsTeamActivityCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams team activity: activity in teams',
  description: 'What happened in all teams together on one day.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    reportDate,
    ...teamActivity('flow', 'distinct'),
  },
});
