import type { ReportFunction } from '../../shared/edm/entityType.ts';

/** A report function of tests, as most of Microsoft Graph's are. */
export const sampleFunction = {
  parameters: ['period'],
  periods: ['D7', 'D30', 'D90', 'D180'],
  root: 'reports',
  apiVersion: 'v1.0',
  refreshDate: 'day',
} as const satisfies Omit<ReportFunction, 'name'>;
