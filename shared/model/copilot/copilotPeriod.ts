import { reportPeriod } from '../reportProperties.ts';

/** The period of the reports of Copilot: 30 days in files of their first version, 28 in those of the second. */
export const copilotPeriod = {
  ...reportPeriod,
  description: 'Days the report covers: 7, 30 (version v1) or 28 (v2), 90 or 180.',
} as const;
