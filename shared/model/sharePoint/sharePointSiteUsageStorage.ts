import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** The storage in use by SharePoint sites on one day. */
export const sharePointSiteUsageStorage = report({
  name: 'sharePointSiteUsageStorage',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint site usage: storage',
  description: 'The storage in use by SharePoint sites on one day.',
  properties: {
    reportRefreshDate,
    siteType: site.siteType,
    storageUsedInBytes: column.level('Storage Used (Byte)', 'Storage used', 'Bytes in use by SharePoint sites.', {
      unit: 'bytes',
      example: '2711090338204',
    }),
    reportDate,
    reportPeriod,
  },
  keyParts: ['siteType'],
  headerSeen: '2026-07-28',
});
