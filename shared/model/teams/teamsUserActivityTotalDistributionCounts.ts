import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How often people, with a licence or without one, wrote, called and met in Teams during the period. */
export const teamsUserActivityTotalDistributionCounts = report({
  name: 'teamsUserActivityTotalDistributionCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams user activity: activities of all people over the period',
  description: 'How often people, with a licence or without one, wrote, called and met in Teams during the period.',
  properties: {
    reportRefreshDate,
    teamChatMessages: column.period(
      'Team Chat Messages',
      'Channel messages',
      'Messages that people wrote in channels.',
      { example: '9120' },
    ),
    privateChatMessages: column.period(
      'Private Chat Messages',
      'Chat messages',
      'Messages that people wrote in chats.',
      { example: '61044' },
    ),
    calls: column.period('Calls', 'Calls', 'Calls of two that people took part in.', { example: '1840' }),
    meetings: column.period('Meetings', 'Meetings', 'Meetings that people took part in.', { example: '2950' }),
    meetingsOrganized: column.period('Meetings Organized', 'Meetings organised', 'Meetings that people organised.', {
      example: '1207',
    }),
    meetingsAttended: column.period('Meetings Attended', 'Meetings attended', 'Meetings that people attended.', {
      example: '2811',
    }),
    audioDuration: column.duration(
      'period',
      'Audio Duration',
      'Audio',
      'How long people used audio in calls and meetings.',
      { example: 'P40DT3H20M' },
    ),
    videoDuration: column.duration(
      'period',
      'Video Duration',
      'Video',
      'How long people used video in calls and meetings.',
      { example: 'P22DT6H5M' },
    ),
    screenShareDuration: column.duration(
      'period',
      'Screen Share Duration',
      'Screen sharing',
      'How long people shared screens in calls and meetings.',
      { example: 'P8DT9H40M' },
    ),
    postMessages: column.period('Post Messages', 'Posts', 'Messages that began a conversation in a channel.', {
      example: '2830',
    }),
    replyMessages: column.period('Reply Messages', 'Replies', 'Replies in channels.', { example: '6290' }),
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
