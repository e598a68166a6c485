import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people reached Microsoft 365 with each browser during the period. */
export const browserDistributionUserCounts = report({
  name: 'browserDistributionUserCounts',
  service: 'browser',
  shape: 'total',
  title: 'Browser usage: people by browser over the period',
  description: 'How many people reached Microsoft 365 with each browser during the period.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    edge: column.period('Edge', 'Edge', 'People who used Microsoft Edge during the period.', { example: '320' }),
    edgeLegacy: column.period(
      'Edge Legacy',
      'Edge Legacy',
      'People who used the legacy version of Microsoft Edge during the period.',
      { example: '4' },
    ),
    ie: column.period(
      'Internet Explorer',
      'Internet Explorer',
      'People who used Internet Explorer during the period.',
      { example: '1' },
    ),
  },
  headerSeparator: ', ',
  called: { apiVersion: 'beta' },
});
