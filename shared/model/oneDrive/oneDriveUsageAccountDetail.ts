import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** The files and the storage of one OneDrive account. */
export const oneDriveUsageAccountDetail = report({
  name: 'oneDriveUsageAccountDetail',
  service: 'oneDrive',
  shape: 'detail',
  title: 'OneDrive usage: each account',
  description: 'The files and the storage of one OneDrive account.',
  properties: {
    reportRefreshDate,
    // An account is its owner's alone: its row is about a person, and its id leads to them.
    siteId: { ...site.siteId, person: 'subject' },
    siteUrl: site.siteUrl,
    ownerDisplayName: { ...site.ownerDisplayName, person: 'subject' },
    isDeleted: site.isDeleted,
    lastActivityDate: site.lastActivityDate,
    fileCount: site.fileCount,
    activeFileCount: site.activeFileCount,
    storageUsedInBytes: site.storageUsedInBytes,
    storageAllocatedInBytes: site.storageAllocatedInBytes,
    ownerPrincipalName: { ...site.ownerPrincipalName, person: 'subject' },
    reportPeriod,
  },
  subject: { id: 'siteId', names: ['ownerPrincipalName', 'ownerDisplayName', 'siteUrl'] },
  headerSeen: '2026-07-18',
  otherHeaders: [
    {
      before: '2019-05',
      line: 'Report Refresh Date,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Storage Used (Byte),Storage Allocated (Byte),Report Period',
    },
    {
      line: 'Report Refresh Date,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Storage Used (Byte),Storage Allocated (Byte),Owner Principal Name,Report Period',
    },
  ],
});
