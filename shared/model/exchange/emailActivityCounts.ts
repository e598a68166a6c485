import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many mails were sent, received and read on one day, and how many meetings were created or answered. */
export const emailActivityCounts = report({
  name: 'emailActivityCounts',
  service: 'exchange',
  shape: 'series',
  title: 'Outlook activity: mails and meetings',
  description:
    'How many mails were sent, received and read on one day, and how many meetings were created or answered.',
  properties: {
    reportRefreshDate,
    send: column.flow('Send', 'Mails sent', 'Mails that people sent.', { example: '412' }),
    receive: column.flow('Receive', 'Mails received', 'Mails that people received.', { example: '2817' }),
    read: column.flow('Read', 'Mails read', 'Mails that people read.', { example: '1934' }),
    meetingCreated: column.flow('Meeting Created', 'Meetings created', 'Meetings that people put into calendars.', {
      example: '61',
    }),
    meetingInteracted: column.flow(
      'Meeting Interacted',
      'Meetings answered',
      'Meetings that people accepted, declined, changed or cancelled.',
      { example: '148' },
    ),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-01-24',
  otherHeaders: [{ line: 'Report Refresh Date,Send,Receive,Read,Report Date,Report Period' }],
});
