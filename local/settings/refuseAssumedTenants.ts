import { isDevelopmentStorage } from '../../shared/settings/isDevelopmentStorage.ts';
import { isLoopbackUrl } from '../../shared/settings/isLoopbackUrl.ts';
import { settingError } from '../../shared/settings/settingError.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { settingList, settingValue, type Environment } from '../../shared/settings/settingValue.ts';

/**
 * Refuses storage that is not of this machine with tenants that only local.settings.json names: whose tokens the app accepts
 * is not known then.
 *
 * @param environment without the values of local.settings.json
 * @throws Error that names the settings that are missing
 */
export function refuseAssumedTenants(environment: Environment, storage: Settings['storage']): void {
  if (isDevelopmentStorage(storage) || settingList(environment, 'AUTH_TENANTS') !== undefined) return;
  const authority = settingValue(environment, 'AUTH_AUTHORITY');
  if (authority !== undefined && !isLoopbackUrl(authority)) return;
  throw settingError(
    'AUTH_TENANTS',
    'is missing in the environment, and so is an AUTH_AUTHORITY that is not of this machine',
    'Set both as the app has them: a tenant whose tokens it accepts is not removed.',
  );
}
