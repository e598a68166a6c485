import { readAuthSettings } from './readAuthSettings.ts';
import { readPublicUrl } from './readPublicUrl.ts';
import { readStorageSettings } from './readStorageSettings.ts';
import type { Settings } from './settings.ts';
import type { Environment } from './settingValue.ts';

/**
 * The settings of the service (docs/settings.md), read once at start and from nothing but the given environment variables.
 * Throws an Error that names the first bad or missing setting, what was wrong with it and what would be right.
 */
export function readSettings(environment: Environment): Settings {
  return {
    auth: readAuthSettings(environment),
    storage: readStorageSettings(environment),
    publicUrl: readPublicUrl(environment),
  };
}
