import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activePeople } from './activePeople.ts';

/** How many people with a licence wrote, called and met in Teams during the period. */
export const teamsUserActivityDistributionUserCounts = report({
  name: 'teamsUserActivityDistributionUserCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams user activity: licensed people by activity over the period',
  description: 'How many people with a licence wrote, called and met in Teams during the period.',
  properties: {
    reportRefreshDate,
    ...activePeople.ofPeriod,
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
