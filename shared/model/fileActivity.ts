import { column } from './column.ts';

/** What was done with files in OneDrive or SharePoint: each block as it stands in the files of both. */
export const fileActivity = {
  /** Files of a day. */
  files: {
    viewedOrEdited: column.distinct('Viewed Or Edited', 'Viewed or edited', 'Files that were viewed or edited.', {
      example: '1720',
    }),
    synced: column.distinct('Synced', 'Synchronised', 'Files that were synchronised with a device.', {
      example: '815',
    }),
    sharedInternally: column.distinct(
      'Shared Internally',
      'Shared internally',
      'Files that were shared with people of the organisation.',
      { example: '96' },
    ),
    sharedExternally: column.distinct(
      'Shared Externally',
      'Shared externally',
      'Files that were shared with people outside the organisation.',
      { example: '8' },
    ),
  },
  /** People of a day. */
  people: {
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
  },
  /** Files of one user over the period of a report. */
  ofUser: {
    viewedOrEditedFileCount: column.period(
      'Viewed Or Edited File Count',
      'Files viewed or edited',
      'Files the user viewed or edited.',
      { example: '64' },
    ),
    syncedFileCount: column.period(
      'Synced File Count',
      'Files synchronised',
      'Files the user synchronised with a device.',
      { example: '23' },
    ),
    sharedInternallyFileCount: column.period(
      'Shared Internally File Count',
      'Files shared internally',
      'Files the user shared with people of the organisation.',
      { example: '5' },
    ),
    sharedExternallyFileCount: column.period(
      'Shared Externally File Count',
      'Files shared externally',
      'Files the user shared with people outside the organisation.',
      { example: '1' },
    ),
  },
} as const;
