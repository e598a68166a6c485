import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people sent, received or read mail on one day, and how many created or answered meetings. */
export const emailActivityUserCounts = report({
  name: 'emailActivityUserCounts',
  service: 'exchange',
  shape: 'series',
  title: 'Outlook activity: people by activity',
  description: 'How many people sent, received or read mail on one day, and how many created or answered meetings.',
  properties: {
    reportRefreshDate,
    send: column.distinct('Send', 'People who sent mail', 'People who sent at least one mail.', { example: '118' }),
    receive: column.distinct('Receive', 'People who received mail', 'People who received at least one mail.', {
      example: '231',
    }),
    read: column.distinct('Read', 'People who read mail', 'People who read at least one mail.', { example: '196' }),
    meetingCreated: column.distinct(
      'Meeting Created',
      'People who created meetings',
      'People who put at least one meeting into a calendar.',
      { example: '37' },
    ),
    meetingInteracted: column.distinct(
      'Meeting Interacted',
      'People who answered meetings',
      'People who accepted, declined, changed or cancelled at least one meeting.',
      { example: '82' },
    ),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-01-24',
  otherHeaders: [{ line: 'Report Refresh Date,Send,Receive,Read,Report Date,Report Period' }],
});
