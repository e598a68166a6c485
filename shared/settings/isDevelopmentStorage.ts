import { isLoopbackUrl } from './isLoopbackUrl.ts';
import type { Settings } from './settings.ts';

/** True for the emulator by its short form, by the name of its account, and for any table endpoint on this machine. */
export function isDevelopmentStorage(storage: Settings['storage']): boolean {
  if (storage.kind === 'identity') return isLoopbackUrl(storage.tableServiceUri);
  const { connectionString } = storage;
  if (/UseDevelopmentStorage\s*=\s*true|AccountName\s*=\s*devstoreaccount1(?:;|$)/i.test(connectionString)) return true;
  return isLoopbackUrl(/(?:^|;)\s*TableEndpoint\s*=\s*([^;]+)/i.exec(connectionString)?.[1]?.trim() ?? '');
}
