import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people made forms and how many answered them. The file of the report names no day for its rows. */
export const formsUserActivityUserCounts = report({
  name: 'formsUserActivityUserCounts',
  service: 'forms',
  shape: 'total',
  title: 'Forms activity: people by activity',
  description:
    'How many people made forms and how many answered them. The file of the report names no day for its rows.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    designers: column.distinct('Designers', 'People who made forms', 'People who made or changed forms.', {
      example: '117',
    }),
    respondents: column.distinct('Respondents', 'People who responded', 'People who answered forms.', {
      example: '1906',
    }),
    totalUsers: column.distinct('Total Users', 'People', 'People who made or answered forms.', { example: '1961' }),
    reportDate: { ...reportDate, isLeftOut: true },
  },
  hasPlaces: true,
  headerSeparator: ', ',
  called: { apiVersion: 'beta' },
});
