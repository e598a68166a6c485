import { settingError } from './settingError.ts';
import { settingValue, type Environment } from './settingValue.ts';

/** Whether LOG_CALLERS says that the log is not to name users, even by their object ids; it names them unless told. */
export function readHidesCallers(environment: Environment): boolean {
  const name = 'LOG_CALLERS';
  const value = settingValue(environment, name)?.toLowerCase() ?? 'true';
  if (value === 'true' || value === 'false') return value === 'false';
  throw settingError(name, `is '${value}'`, "Set it to 'false' to leave users out of the log, or leave it out.");
}
