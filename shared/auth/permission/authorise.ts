import type { Access } from './access.ts';
import type { Caller } from './caller.ts';
import { insufficientScope } from './insufficientScope.ts';
import { leastPermission } from './permissionTable.ts';

/** Passes when the caller may do this kind of operation; else throws the 403 that names the permission it takes. */
export function authorise(caller: Caller, access: Access): void {
  if (caller.permissions[access]) return;
  throw insufficientScope(
    access,
    `Insufficient privileges to complete the operation. To ${access} reports the token needs the permission ` +
      `${leastPermission[access]} of this API, as delegated scope (scp) or application role (roles).`,
  );
}
