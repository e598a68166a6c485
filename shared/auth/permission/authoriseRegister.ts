import { ODataError } from '../../errors/odataError.ts';
import type { Caller } from './caller.ts';
import { leastPermission } from './permissionTable.ts';

/**
 * Passes when the caller may reach the register of persons to forget, or a request is not about it; else throws the 403 that
 * names the app role it takes. It has nothing to do with what is stored.
 *
 * @param registers names of the entity sets of that kind
 */
export function authoriseRegister({ permissions }: Caller, registers: readonly string[]): void {
  const [first] = registers;
  if (first === undefined || permissions.forget === true) return;
  throw new ODataError(
    'Authorization_RequestDenied',
    `Insufficient privileges to complete the operation. '${first}' is open to applications with the app role ` +
      `${leastPermission.forget} of this API only.`,
    // A role is assigned and not requested, so it is no scope of the challenge (RFC 6750, section 3.1).
    { headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' } },
  );
}
