import type { Access } from './access.ts';
import { authoriseRegister } from './authoriseRegister.ts';
import type { Caller } from './caller.ts';
import { insufficientScope } from './insufficientScope.ts';
import { leastPermission } from './permissionTable.ts';

/**
 * Passes when the caller may do this kind of operation; else throws the 403 that names the permission it takes.
 *
 * @param set the entity set it is about, if it is about one
 */
export function authorise(caller: Caller, access: Access, set = ''): void {
  if (access === 'forget') {
    authoriseRegister(caller, [set]);
    return;
  }
  if (caller.permissions[access]) return;
  throw insufficientScope(
    access,
    `Insufficient privileges to complete the operation. To ${access} reports the token needs the permission ` +
      `${leastPermission[access]} of this API, as delegated scope (scp) or application role (roles).`,
  );
}
