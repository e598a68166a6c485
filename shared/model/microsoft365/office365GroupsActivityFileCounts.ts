import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The number of files in groups on one day, and how many of them were in use. */
export const office365GroupsActivityFileCounts = report({
  name: 'office365GroupsActivityFileCounts',
  service: 'microsoft365',
  shape: 'series',
  title: 'Microsoft 365 groups activity: files',
  description: 'The number of files in groups on one day, and how many of them were in use.',
  properties: {
    reportRefreshDate,
    total: column.level('Total', 'Files', 'Files in the document libraries of groups.', { example: '5647' }),
    active: column.distinct('Active', 'Active files', 'Files that were viewed, changed, shared or synchronised.', {
      example: '131',
    }),
    reportDate,
    reportPeriod,
  },
  headerSeen: '2023-05-31',
});
