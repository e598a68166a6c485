import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** The storage in use by OneDrive on one day. */
export const oneDriveUsageStorage = report({
  name: 'oneDriveUsageStorage',
  service: 'oneDrive',
  shape: 'series',
  title: 'OneDrive usage: storage',
  description: 'The storage in use by OneDrive on one day.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    storageUsedInBytes: column.level('Storage Used (Byte)', 'Storage used', 'Bytes in use by OneDrive.', {
      unit: 'bytes',
      example: '913440172304',
    }),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2026-07-28',
});
