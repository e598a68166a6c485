import { settingValue, type Environment } from '../../shared/settings/settingValue.ts';

/** `PORT`: where the app is wished to listen, 7071 if absent, 0 for any free port. Throws when it is no port number. */
export function localPort(settings: Environment): number {
  const value = settingValue(settings, 'PORT') ?? '7071';
  if (!/^[0-9]{1,5}$/.test(value) || Number(value) > 65_535)
    throw new Error(`PORT is '${value}'; it must be a number from 0 to 65535, where 0 stands for any free port.`);
  return Number(value);
}
