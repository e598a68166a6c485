import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The storage that all mailboxes use on one day. */
export const mailboxUsageStorage = report({
  name: 'mailboxUsageStorage',
  service: 'exchange',
  shape: 'series',
  title: 'Mailbox usage: storage',
  description: 'The storage that all mailboxes use on one day.',
  properties: {
    reportRefreshDate,
    storageUsedInBytes: column.level('Storage Used (Byte)', 'Storage used', 'Bytes in use by all mailboxes.', {
      unit: 'bytes',
      example: '733007751850',
    }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2026-07-28',
});
