import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** What happened in one team during the period. */
export const teamsTeamActivityDetail = report({
  name: 'teamsTeamActivityDetail',
  service: 'teams',
  shape: 'detail',
  title: 'Teams team activity: each team',
  description: 'What happened in one team during the period.',
  properties: {
    reportRefreshDate,
    teamName: column.text('Team Name', 'Team', 'The name of the team; a hash where the tenant conceals names.', {
      example: 'Sales',
    }),
    teamId: column.text('Team Id', 'Team id', 'The id of the team.', {
      example: '2ea6e2b3-4bd2-4d2b-9a5c-2f5b5a4b7d10',
    }),
    teamType: column.text('Team Type', 'Kind', 'Whether the team is public or private.', { example: 'Private' }),
    lastActivityDate: column.date(
      'Last Activity Date',
      'Last activity',
      'The last day on which something happened in the team.',
    ),
    reportPeriod,
    activeUsers: column.period('Active Users', 'Active people', 'People who were active in the team.', {
      example: '212',
    }),
    activeChannels: column.period(
      'Active Channels',
      'Active channels',
      'Channels of the team in which something happened.',
      { example: '48' },
    ),
    guests: column.period('Guests', 'Active guests', 'Guests who were active in the team.', { example: '6' }),
    reactions: column.period('Reactions', 'Reactions', 'Reactions to messages in the team.', { example: '340' }),
    meetingsOrganized: column.period('Meetings Organized', 'Meetings organised', 'Meetings organised in the team.', {
      example: '17',
    }),
    postMessages: column.period(
      'Post Messages',
      'Posts',
      'Messages that began a conversation in channels of the team.',
      { example: '154' },
    ),
    replyMessages: column.period('Reply Messages', 'Replies', 'Replies in channels of the team.', { example: '344' }),
    channelMessages: column.period(
      'Channel Messages',
      'Channel messages',
      'Messages in channels of the team: posts and replies.',
      { example: '498' },
    ),
    urgentMessages: column.period('Urgent Messages', 'Urgent messages', 'Messages marked as urgent in the team.', {
      example: '2',
    }),
    mentions: column.period('Mentions', 'Mentions', 'Mentions of people in messages in the team.', { example: '88' }),
    activeSharedChannels: column.period(
      'Active Shared Channels',
      'Active shared channels',
      'Shared channels of the team in which something happened.',
      { example: '3' },
    ),
    activeExternalUsers: column.period(
      'Active External Users',
      'Active external people',
      'People from other organisations who were active in the team.',
      { example: '5' },
    ),
  },
  subject: { id: 'teamId', names: ['teamName'] },
});
