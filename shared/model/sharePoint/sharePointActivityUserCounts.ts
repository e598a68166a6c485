import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people visited pages or worked on, synchronised or shared files in SharePoint on one day. */
export const sharePointActivityUserCounts = report({
  name: 'sharePointActivityUserCounts',
  service: 'sharePoint',
  shape: 'series',
  title: 'SharePoint activity: people by activity',
  description: 'How many people visited pages or worked on, synchronised or shared files in SharePoint on one day.',
  properties: {
    reportRefreshDate,
    visitedPage: column.distinct('Visited Page', 'Visited pages', 'People who visited pages.', { example: '188' }),
    viewedOrEdited: column.distinct(
      'Viewed Or Edited',
      'Viewed or edited files',
      'People who viewed or edited files.',
      { example: '164' },
    ),
    synced: column.distinct('Synced', 'Synchronised files', 'People who synchronised files with a device.', {
      example: '71',
    }),
    sharedInternally: column.distinct(
      'Shared Internally',
      'Shared files internally',
      'People who shared files with people of the organisation.',
      { example: '29' },
    ),
    sharedExternally: column.distinct(
      'Shared Externally',
      'Shared files externally',
      'People who shared files with people outside the organisation.',
      { example: '4' },
    ),
    reportDate,
    reportPeriod,
  },
});
