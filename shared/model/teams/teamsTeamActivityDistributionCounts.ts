import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { teamActivity } from './teamActivity.ts';

/** What happened in all teams together during the period. */
export const teamsTeamActivityDistributionCounts = report({
  name: 'teamsTeamActivityDistributionCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams team activity: activity in teams over the period',
  description: 'What happened in all teams together during the period.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    ...teamActivity('period', 'period'),
  },
});
