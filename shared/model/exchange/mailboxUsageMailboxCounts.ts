import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many mailboxes there are on one day, and how many of them were in use. */
export const mailboxUsageMailboxCounts = report({
  name: 'mailboxUsageMailboxCounts',
  service: 'exchange',
  shape: 'series',
  title: 'Mailbox usage: mailboxes',
  description: 'How many mailboxes there are on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: column.level('Total', 'Mailboxes', 'User mailboxes of the organisation.', { example: '412' }),
    active: column.distinct(
      'Active',
      'Active mailboxes',
      'Mailboxes whose owners sent, read, created or organised something.',
      { example: '287' },
    ),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-01-24',
});
