import { guid } from '../../settings/guid.ts';
import type { Settings } from '../../settings/settings.ts';

/** `api://<client id>`: the identifier under which tokens for this API are requested. */
export function apiIdentifier(auth: Settings['auth']): string {
  return `api://${auth.audiences.find((audience) => guid.test(audience)) ?? ''}`;
}
