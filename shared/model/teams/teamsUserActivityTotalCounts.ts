import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activities } from './activities.ts';

/** How often people, with a licence or without one, wrote, called and met in Teams on one day. */
export const teamsUserActivityTotalCounts = report({
  name: 'teamsUserActivityTotalCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams user activity: activities of all people',
  description: 'How often people, with a licence or without one, wrote, called and met in Teams on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    ...activities('flow'),
    reportPeriod,
  },
  otherHeaders: [
    { line: 'Report Refresh Date,Report Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Report Period' },
  ],
  called: { apiVersion: 'beta' },
});
