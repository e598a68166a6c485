import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many public and private teams there are on one day, and how many of them were in use. */
export const teamsTeamCounts = report({
  name: 'teamsTeamCounts',
  service: 'teams',
  shape: 'series',
  title: 'Teams team activity: teams',
  description: 'How many public and private teams there are on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    reportDate,
    publicTeams: column.level('Public Teams', 'Public teams', 'Public teams of the organisation.', { example: '31' }),
    activePublicTeams: column.distinct(
      'Active Public Teams',
      'Active public teams',
      'Public teams in which something happened.',
    ),
    privateTeams: column.level('Private Teams', 'Private teams', 'Private teams of the organisation.', {
      example: '164',
    }),
    activePrivateTeams: column.distinct(
      'Active Private Teams',
      'Active private teams',
      'Private teams in which something happened.',
      { example: '89' },
    ),
    reportPeriod: { ...reportPeriod, isLeftOut: true },
  },
  otherHeaders: [
    {
      of: 'beta',
      line: 'Report Refresh Date,Report Date,Public Teams,Active Public Teams,Private Teams,Active Private Teams,',
    },
  ],
});
