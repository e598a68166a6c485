import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The number of messages in all groups on one day. */
export const office365GroupsActivityCounts = report({
  name: 'office365GroupsActivityCounts',
  service: 'microsoft365',
  shape: 'series',
  title: 'Microsoft 365 groups activity: messages',
  description: 'The number of messages in all groups on one day.',
  properties: {
    reportRefreshDate,
    exchangeEmailsReceived: column.flow(
      'Exchange Emails Received',
      'Mails received',
      'E-mails that the mailboxes of groups received.',
      { example: '120' },
    ),
    yammerMessagesPosted: column.flow(
      'Yammer Messages Posted',
      'Messages posted in Viva Engage',
      'Messages posted in Yammer groups.',
      { example: '14' },
    ),
    yammerMessagesRead: column.flow(
      'Yammer Messages Read',
      'Messages read in Viva Engage',
      'Messages read in Yammer groups.',
      { example: '85' },
    ),
    yammerMessagesLiked: column.flow(
      'Yammer Messages Liked',
      'Messages liked in Viva Engage',
      'Messages liked in Yammer groups.',
      { example: '7' },
    ),
    reportDate,
    reportPeriod,
    teamsChannelMessages: {
      type: 'Edm.Int64',
      label: 'Channel messages',
      measure: 'flow',
      description: 'Messages in the channels of teams.',
      example: '310',
    },
    teamsMeetingsOrganized: {
      type: 'Edm.Int64',
      label: 'Meetings organised',
      measure: 'flow',
      description: 'Meetings organised by teams.',
      example: '12',
    },
  },
  headerSeen: '2023-05-31',
});
