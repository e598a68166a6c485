import type { Property } from '../edm/entityType.ts';

/** When the report was made: every report type has it. */
export const reportRefreshDate = {
  type: 'Edm.Date',
  csvColumn: 'Report Refresh Date',
  label: 'Report refreshed',
  description: 'The latest date of the content.',
  example: '2022-10-25',
} as const satisfies Property;

/** The day a row is about, in the types with a row for each day. */
export const reportDate = {
  type: 'Edm.Date',
  csvColumn: 'Report Date',
  label: 'Day',
  description: 'The day the numbers are about.',
  example: '2022-10-19',
} as const satisfies Property;

/** The days a report covers, in the types that tell reports apart by it. */
export const reportPeriod = {
  type: 'Edm.String',
  csvColumn: 'Report Period',
  label: 'Period',
  description: 'Days the report covers: 7, 30, 90 or 180.',
  example: '7',
} as const satisfies Property;
