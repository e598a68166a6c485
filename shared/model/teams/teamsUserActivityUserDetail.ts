import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How one user wrote, called and met in Teams during the period. */
export const teamsUserActivityUserDetail = report({
  name: 'teamsUserActivityUserDetail',
  service: 'teams',
  shape: 'detail',
  title: 'Teams user activity: each user',
  description: 'How one user wrote, called and met in Teams during the period.',
  properties: {
    reportRefreshDate,
    userId: person.userId,
    userPrincipalName: person.userPrincipalName,
    lastActivityDate: person.lastActivityDate,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    assignedProducts: person.assignedProducts,
    teamChatMessageCount: column.period(
      'Team Chat Message Count',
      'Channel messages',
      'Messages the user wrote in channels.',
      { example: '24' },
    ),
    privateChatMessageCount: column.period(
      'Private Chat Message Count',
      'Chat messages',
      'Messages the user wrote in chats.',
      { example: '213' },
    ),
    callCount: column.period('Call Count', 'Calls', 'Calls of two the user took part in.', { example: '9' }),
    meetingCount: column.period('Meeting Count', 'Meetings', 'Meetings the user took part in.', { example: '18' }),
    meetingsOrganizedCount: column.period(
      'Meetings Organized Count',
      'Meetings organised',
      'Meetings the user organised.',
      { example: '6' },
    ),
    meetingsAttendedCount: column.period(
      'Meetings Attended Count',
      'Meetings attended',
      'Meetings the user attended.',
      { example: '18' },
    ),
    adHocMeetingsOrganizedCount: column.period(
      'Ad Hoc Meetings Organized Count',
      'Ad hoc meetings organised',
      'Meetings without an appointment the user organised.',
      { example: '1' },
    ),
    adHocMeetingsAttendedCount: column.period(
      'Ad Hoc Meetings Attended Count',
      'Ad hoc meetings attended',
      'Meetings without an appointment the user attended.',
      { example: '2' },
    ),
    scheduledOneTimeMeetingsOrganizedCount: column.period(
      'Scheduled One-time Meetings Organized Count',
      'One-time meetings organised',
      'Scheduled single meetings the user organised.',
      { example: '3' },
    ),
    scheduledOneTimeMeetingsAttendedCount: column.period(
      'Scheduled One-time Meetings Attended Count',
      'One-time meetings attended',
      'Scheduled single meetings the user attended.',
      { example: '8' },
    ),
    scheduledRecurringMeetingsOrganizedCount: column.period(
      'Scheduled Recurring Meetings Organized Count',
      'Recurring meetings organised',
      'Meetings of a series the user organised.',
      { example: '2' },
    ),
    scheduledRecurringMeetingsAttendedCount: column.period(
      'Scheduled Recurring Meetings Attended Count',
      'Recurring meetings attended',
      'Meetings of a series the user attended.',
      { example: '8' },
    ),
    audioDuration: column.duration(
      'period',
      'Audio Duration',
      'Audio',
      'How long the user used audio in calls and meetings.',
    ),
    videoDuration: column.duration(
      'period',
      'Video Duration',
      'Video',
      'How long the user used video in calls and meetings.',
    ),
    screenShareDuration: column.duration(
      'period',
      'Screen Share Duration',
      'Screen sharing',
      'How long the user shared a screen in calls and meetings.',
    ),
    audioDurationInSeconds: column.period(
      'Audio Duration In Seconds',
      'Audio, seconds',
      'How many seconds the user used audio in calls and meetings.',
      { unit: 'seconds', example: '5400' },
    ),
    videoDurationInSeconds: column.period(
      'Video Duration In Seconds',
      'Video, seconds',
      'How many seconds the user used video in calls and meetings.',
      { unit: 'seconds', example: '3720' },
    ),
    screenShareDurationInSeconds: column.period(
      'Screen Share Duration In Seconds',
      'Screen sharing, seconds',
      'How many seconds the user shared a screen in calls and meetings.',
      { unit: 'seconds', example: '900' },
    ),
    hasOtherAction: column.yesNo(
      'Has Other Action',
      'Other activity',
      'Whether the user was active in Teams in another way.',
    ),
    urgentMessages: column.period('Urgent Messages', 'Urgent messages', 'Messages of the user marked as urgent.', {
      example: '0',
    }),
    postMessages: column.period(
      'Post Messages',
      'Posts',
      'Messages of the user that began a conversation in a channel.',
      { example: '7' },
    ),
    tenantDisplayName: column.text(
      'Tenant Display Name',
      'Organisation',
      'The name of the organisation the user belongs to.',
      { example: 'Contoso' },
    ),
    sharedChannelTenantDisplayNames: column.text(
      'Shared Channel Tenant Display Names',
      'Organisations of shared channels',
      'The names of the organisations with which the user shared channels.',
      { example: 'Fabrikam' },
    ),
    replyMessages: column.period('Reply Messages', 'Replies', 'Replies of the user in channels.', { example: '17' }),
    isLicensed: person.isLicensed,
    reportPeriod,
  },
  headerSeen: '2026-07-28',
  otherHeaders: [
    {
      before: '2022-01',
      line: 'Report Refresh Date,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Has Other Action,Report Period',
    },
    {
      before: '2022-01',
      line: 'Report Refresh Date,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,Is Licensed,Report Period',
    },
    {
      line: 'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Has Other Action,Report Period',
    },
    {
      line: 'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,Is Licensed,Report Period',
    },
    {
      line: 'Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,Reply Messages,Urgent Messages,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,Is Licensed,Report Period',
    },
  ],
});
