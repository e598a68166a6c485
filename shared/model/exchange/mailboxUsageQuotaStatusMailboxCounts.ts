import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many mailboxes are within their limits on one day, and how many are over one. */
export const mailboxUsageQuotaStatusMailboxCounts = report({
  name: 'mailboxUsageQuotaStatusMailboxCounts',
  service: 'exchange',
  shape: 'series',
  title: 'Mailbox usage: mailboxes by quota',
  description: 'How many mailboxes are within their limits on one day, and how many are over one.',
  properties: {
    reportRefreshDate,
    underLimit: column.level('Under Limit', 'Within the limits', 'Mailboxes that are within their limits.', {
      example: '398',
      csvAliases: ['Good'],
    }),
    warningIssued: column.level(
      'Warning Issued',
      'Warned',
      'Mailboxes over the limit at which their owners are warned.',
      { example: '9' },
    ),
    sendProhibited: column.level(
      'Send Prohibited',
      'Cannot send',
      'Mailboxes over the limit at which they can send no more.',
      { example: '3' },
    ),
    sendReceiveProhibited: column.level(
      'Send/Receive Prohibited',
      'Cannot send or receive',
      'Mailboxes over the limit at which they can neither send nor receive.',
      { example: '1' },
    ),
    indeterminate: column.level('Indeterminate', 'Unknown', 'Mailboxes whose state is not known.', { example: '1' }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2026-07-28',
  otherHeaders: [
    {
      line: 'Report Refresh Date,Good,Warning Issued,Send Prohibited,Send/Receive Prohibited,Indeterminate,Report Date,Report Period',
    },
  ],
});
