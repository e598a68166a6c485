import { settingError } from './settingError.ts';
import type { RetentionSettings } from './settings.ts';
import { settingValue, type Environment } from './settingValue.ts';

/** Fewest days rows may be kept: less would be deleted while Microsoft Graph is still late with them. */
const fewestDays = 31;

const names = {
  series: 'RETENTION_SERIES_DAYS',
  total: 'RETENTION_TOTAL_DAYS',
  detail: 'RETENTION_DETAIL_DAYS',
} as const;

function readDays(environment: Environment, name: string): number | undefined {
  const value = settingValue(environment, name);
  if (value === undefined) return undefined;
  if (/^\d{2,6}$/.test(value) && Number(value) >= fewestDays) return Number(value);
  throw settingError(
    name,
    `holds '${value}', which is no whole number of days from ${fewestDays} to 999999`,
    'Set it to the days rows are kept, such as 730, or leave it out to keep them for ever.',
  );
}

/** How long rows are kept, by shape; a shape without a setting for ever. Throws on the first bad one. */
export function readRetentionSettings(environment: Environment): RetentionSettings {
  const found = Object.entries(names).map(([shape, name]) => [shape, readDays(environment, name)] as const);
  return Object.fromEntries(found.filter(([, days]) => days !== undefined));
}
