import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many forms one user made and answered during the period. */
export const formsUserActivityUserDetail = report({
  name: 'formsUserActivityUserDetail',
  service: 'forms',
  shape: 'detail',
  title: 'Forms activity: each user',
  description: 'How many forms one user made and answered during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    lastActivityDate: person.lastActivityDate,
    reportPeriod,
    createdCount: column.period('Created Count', 'Forms made', 'Forms the user made.', { example: '4' }),
    respondedCount: column.period('Responded Count', 'Forms answered', 'Forms the user answered.', { example: '11' }),
  },
  headerSeparator: ', ',
  called: { apiVersion: 'beta' },
});
