import { settingError } from './settingError.ts';
import { settingValue, type Environment } from './settingValue.ts';

/** What host.json of the project says, in milliseconds; most that every plan allows. */
const usualTimeout = 10 * 60_000;
/** Longest run where the platform sets no bound, in milliseconds. */
const longestTimeout = 60 * 60_000;
/** Before the platform ends the process, and the requests in it, the run ends by itself, so many milliseconds. */
const margin = 30_000;

/** How long a run of a timer may take, in milliseconds: the platform's bound, which an app setting may override, less a margin. */
export function readTimeLimit(environment: Environment): number {
  const name = 'AzureFunctionsJobHost__functionTimeout';
  const value = settingValue(environment, name);
  if (value === undefined) return usualTimeout - margin;
  if (value === '-1') return longestTimeout;
  const [, hours, minutes, seconds] = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(value) ?? [];
  const timeout = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (timeout >= 2 * margin) return Math.min(timeout - margin, longestTimeout);
  throw settingError(
    name,
    'is not a time of a minute or more',
    'Set it to hh:mm:ss, such as 00:30:00, or leave it out.',
  );
}
