import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people reached Microsoft 365 with each browser on one day. */
export const browserUserCounts = report({
  name: 'browserUserCounts',
  service: 'browser',
  shape: 'series',
  title: 'Browser usage: people by browser',
  description: 'How many people reached Microsoft 365 with each browser on one day.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    reportDate,
    edge: column.distinct('Edge', 'Edge', 'People who used Microsoft Edge on the day.', { example: '320' }),
    edgeLegacy: column.distinct(
      'Edge Legacy',
      'Edge Legacy',
      'People who used the legacy version of Microsoft Edge on the day.',
      { example: '4' },
    ),
    ie: column.distinct('Internet Explorer', 'Internet Explorer', 'People who used Internet Explorer on the day.', {
      example: '1',
    }),
  },
  headerSeparator: ', ',
  called: { apiVersion: 'beta' },
});
