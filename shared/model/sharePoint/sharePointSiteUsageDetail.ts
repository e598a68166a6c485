import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { site } from '../site.ts';

/** The files, the page views, the sharing and the storage of one SharePoint site. */
export const sharePointSiteUsageDetail = report({
  name: 'sharePointSiteUsageDetail',
  service: 'sharePoint',
  shape: 'detail',
  title: 'SharePoint site usage: each site',
  description: 'The files, the page views, the sharing and the storage of one SharePoint site.',
  properties: {
    reportRefreshDate,
    siteId: site.siteId,
    siteUrl: site.siteUrl,
    ownerDisplayName: site.ownerDisplayName,
    isDeleted: site.isDeleted,
    lastActivityDate: site.lastActivityDate,
    fileCount: site.fileCount,
    activeFileCount: site.activeFileCount,
    pageViewCount: column.period('Page View Count', 'Page views', 'How often pages of the site were viewed.', {
      example: '212',
    }),
    visitedPageCount: column.period(
      'Visited Page Count',
      'Pages visited',
      'Different pages of the site that were visited.',
      { example: '38' },
    ),
    storageUsedInBytes: site.storageUsedInBytes,
    storageAllocatedInBytes: site.storageAllocatedInBytes,
    rootWebTemplate: column.text('Root Web Template', 'Template', 'The template the site was made from.', {
      example: 'Team Site',
    }),
    ownerPrincipalName: site.ownerPrincipalName,
    reportPeriod,
    siteSensitivityLabelId: column.text(
      'Site Sensitivity Label Id',
      'Sensitivity label',
      'The id of the sensitivity label of the site.',
      { example: 'b1f4f4a1-3f0c-4f5c-9c8e-1f0a7a5b2c11', isLeftOut: true },
    ),
    externalSharing: column.flag(
      'External Sharing',
      'External sharing',
      'Whether the site can be shared with people outside the organisation.',
      { isLeftOut: true },
    ),
    unmanagedDevicePolicy: column.text(
      'Unmanaged Device Policy',
      'Unmanaged devices',
      'What people may do on the site with devices that are not managed.',
      { example: 'Full access', isLeftOut: true },
    ),
    geoLocation: column.text('Geo Location', 'Location', 'The geographic location the site is kept in.', {
      example: 'EUR',
      isLeftOut: true,
    }),
    anonymousLinkCount: column.level(
      'Anonymous Link Count',
      'Anonymous links',
      'Links to content of the site that anybody can follow.',
      { example: '3', isLeftOut: true },
    ),
    companyLinkCount: column.level(
      'Company Link Count',
      'Company links',
      'Links to content of the site that everybody in the organisation can follow.',
      { example: '42', isLeftOut: true },
    ),
    secureLinkForGuestCount: column.level(
      'Secure Link For Guest Count',
      'Links for guests',
      'Links to content of the site for named guests.',
      { example: '2', isLeftOut: true },
    ),
    secureLinkForMemberCount: column.level(
      'Secure Link For Member Count',
      'Links for members',
      'Links to content of the site for named members of the organisation.',
      { example: '15', isLeftOut: true },
    ),
  },
  subject: { id: 'siteId', names: ['ownerDisplayName', 'ownerPrincipalName', 'siteUrl'] },
  headerSeen: '2026-07-28',
  otherHeaders: [
    {
      before: '2018-10',
      line: 'Report Refresh Date,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Report Period',
    },
    {
      line: 'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Report Period',
    },
    {
      of: 'beta',
      line: 'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,Site Sensitivity Label Id,External Sharing,Unmanaged Device Policy,Geo Location,File Count,Active File Count,Page View Count,Visited Page Count,Anonymous Link Count,Company Link Count,Secure Link For Guest Count,Secure Link For Member Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Owner Principal Name,Report Period',
    },
  ],
});
