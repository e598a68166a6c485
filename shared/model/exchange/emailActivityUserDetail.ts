import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** What one user did with mail and meetings during the period. */
export const emailActivityUserDetail = report({
  name: 'emailActivityUserDetail',
  service: 'exchange',
  shape: 'detail',
  title: 'Outlook activity: each user',
  description: 'What one user did with mail and meetings during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    lastActivityDate: person.lastActivityDate,
    sendCount: column.period('Send Count', 'Mails sent', 'Mails the user sent.', { example: '86' }),
    receiveCount: column.period('Receive Count', 'Mails received', 'Mails the user received.', { example: '3198' }),
    readCount: column.period('Read Count', 'Mails read', 'Mails the user read.', { example: '388' }),
    meetingCreatedCount: column.period(
      'Meeting Created Count',
      'Meetings created',
      'Meetings the user put into calendars.',
      { example: '50' },
    ),
    meetingInteractedCount: column.period(
      'Meeting Interacted Count',
      'Meetings answered',
      'Meetings the user accepted, declined, changed or cancelled.',
      { example: '86' },
    ),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
  headerSeen: '2023-01-24',
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Send Count,Receive Count,Read Count,Assigned Products,Report Period',
    },
  ],
});
