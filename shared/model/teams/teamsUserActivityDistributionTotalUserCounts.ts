import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activePeople } from './activePeople.ts';

/** How many people, with a licence or without one, wrote, called and met in Teams during the period. */
export const teamsUserActivityDistributionTotalUserCounts = report({
  name: 'teamsUserActivityDistributionTotalUserCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams user activity: all people by activity over the period',
  description: 'How many people, with a licence or without one, wrote, called and met in Teams during the period.',
  properties: {
    reportRefreshDate,
    ...activePeople.ofPeriod,
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
