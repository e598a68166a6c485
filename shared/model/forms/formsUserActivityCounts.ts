import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many forms were made and how many responses were given. The file of the report names no day for its rows. */
export const formsUserActivityCounts = report({
  name: 'formsUserActivityCounts',
  service: 'forms',
  shape: 'total',
  title: 'Forms activity: forms and responses',
  description:
    'How many forms were made and how many responses were given. The file of the report names no day for its rows.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    forms: column.flow('Forms', 'Forms', 'Forms that were made.', { example: '366' }),
    authenticatedResponses: column.flow(
      'Authenticated in responses',
      'Responses of known people',
      'Responses of people who were signed in.',
      { example: '2329' },
    ),
    anonymousResponses: column.flow(
      'Anonymous responses',
      'Anonymous responses',
      'Responses of people who were not signed in.',
      { example: '2428' },
    ),
    reportDate: { ...reportDate, isLeftOut: true },
  },
  hasPlaces: true,
  headerSeparator: ', ',
  called: { apiVersion: 'beta' },
});
