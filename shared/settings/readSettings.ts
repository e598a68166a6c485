import { readAuthSettings } from './readAuthSettings.ts';
import { readCollectorSettings } from './readCollectorSettings.ts';
import { readHidesCallers } from './readHidesCallers.ts';
import { readPublicUrl } from './readPublicUrl.ts';
import { readStorageSettings } from './readStorageSettings.ts';
import { readTelemetrySettings } from './readTelemetrySettings.ts';
import { readRetentionSettings } from './readRetentionSettings.ts';
import { readTimeLimit } from './readTimeLimit.ts';
import { refuseDevelopment } from './refuseDevelopment.ts';
import type { Settings } from './settings.ts';
import type { Environment } from './settingValue.ts';

/**
 * The settings of the service (docs/settings.md), read once at start and from nothing but the given environment variables.
 * Throws an Error that names the first bad or missing setting, what was wrong with it and what would be right.
 */
export function readSettings(environment: Environment): Settings {
  const auth = readAuthSettings(environment);
  const storage = readStorageSettings(environment);
  refuseDevelopment(environment, { auth, storage });
  const publicUrl = readPublicUrl(environment);
  const retention = readRetentionSettings(environment);
  const timeLimit = readTimeLimit(environment);
  const collector = readCollectorSettings(environment, { auth, storage, timeLimit });
  const telemetry = readTelemetrySettings(environment);
  const hidesCallers = readHidesCallers(environment);
  return {
    auth,
    storage,
    publicUrl,
    retention,
    timeLimit,
    ...(hidesCallers && { hidesCallers: true as const }),
    ...(collector && { collector }),
    ...(telemetry && { telemetry }),
  };
}
