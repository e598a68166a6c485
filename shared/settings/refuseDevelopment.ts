import { isDevelopmentStorage } from './isDevelopmentStorage.ts';
import { isLoopbackUrl } from './isLoopbackUrl.ts';
import { settingError } from './settingError.ts';
import type { Settings } from './settings.ts';
import { settingValue, type Environment } from './settingValue.ts';

/** Variables that Azure Functions sets in an app it runs, whatever the plan. */
const ofAzure = ['WEBSITE_SKU', 'WEBSITE_POD_NAME', 'CONTAINER_NAME', 'WEBSITE_INSTANCE_ID'];

/** True in an app that runs in Azure: Core Tools and the local host say of themselves that they are for development. */
function isInAzure(environment: Environment): boolean {
  if (settingValue(environment, 'AZURE_FUNCTIONS_ENVIRONMENT')?.toLowerCase() === 'development') return false;
  return ofAzure.some((name) => settingValue(environment, name) !== undefined);
}

/**
 * Refuses in Azure what is right on a developer's machine only: an authority there that anybody on the same machine could
 * be, and storage that keeps nothing. Throws an Error that names the setting.
 */
export function refuseDevelopment(
  environment: Environment,
  { auth, storage }: Pick<Settings, 'auth' | 'storage'>,
): void {
  if (!isInAzure(environment)) return;
  if (!auth.authority.startsWith('https:') || isLoopbackUrl(auth.authority)) {
    throw settingError(
      'AUTH_AUTHORITY',
      "names the issuer of a developer's machine, which signs in anybody",
      'In Azure, set it to https://login.microsoftonline.com/<tenant id>.',
    );
  }
  if (isDevelopmentStorage(storage)) {
    throw settingError(
      storage.kind === 'identity' ? 'ReportsStorage__tableServiceUri' : 'ReportsStorage',
      "names the storage of a developer's machine, which keeps nothing",
      'In Azure, leave ReportsStorage out and set ReportsStorage__tableServiceUri to https://<account>.table.core.windows.net.',
    );
  }
}
