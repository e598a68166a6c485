import { entityType } from '../edm/entityType.ts';
import { reportDate, reportPeriod, reportRefreshDate } from './reportProperties.ts';

/** Daily activity of all groups per kind of message (Microsoft Graph beta, office365GroupsActivityCounts). */
export const office365GroupsActivityCounts = entityType({
  name: 'office365GroupsActivityCounts',
  description: 'The number of messages in all groups on one day of a report.',
  properties: {
    reportRefreshDate,
    exchangeEmailsReceived: {
      type: 'Edm.Int64',
      csvColumn: 'Exchange Emails Received',
      description: 'E-mails that the mailboxes of groups received.',
      example: '120',
    },
    yammerMessagesPosted: {
      type: 'Edm.Int64',
      csvColumn: 'Yammer Messages Posted',
      description: 'Messages posted in Yammer groups.',
      example: '14',
    },
    yammerMessagesRead: {
      type: 'Edm.Int64',
      csvColumn: 'Yammer Messages Read',
      description: 'Messages read in Yammer groups.',
      example: '85',
    },
    yammerMessagesLiked: {
      type: 'Edm.Int64',
      csvColumn: 'Yammer Messages Liked',
      description: 'Messages liked in Yammer groups.',
      example: '7',
    },
    teamsChannelMessages: { type: 'Edm.Int64', description: 'Messages in the channels of teams.', example: '310' },
    teamsMeetingsOrganized: { type: 'Edm.Int64', description: 'Meetings organised by teams.', example: '12' },
    reportDate,
    reportPeriod,
  },
  naturalKey: ['reportRefreshDate', 'reportPeriod', 'reportDate'],
  indexes: ['reportDate', 'reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365GroupsActivityCounts',
    parameters: ['period'],
    refreshDate: 'reportRefreshDate',
    period: 'reportPeriod',
    newestFirst: 'reportDate',
  },
});
