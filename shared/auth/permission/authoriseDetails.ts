import { ODataError } from '../../errors/odataError.ts';
import type { Caller } from './caller.ts';
import { detailsRole } from './permissionTable.ts';

/** How a person or an application comes to what is missing. */
function remedy(missing: string): string {
  return missing === detailsRole
    ? `the app role ${missing}, assigned to the person who signed in`
    : `the permission ${missing} of this API, as delegated scope (scp) or application role (roles)`;
}

/**
 * Passes when the caller may reach the details among what a request is about, or when there are none; else throws the 403
 * that names what is missing. It has nothing to do with what is stored.
 *
 * @param details names of the entity sets of details
 */
export function authoriseDetails({ permissions }: Caller, details: readonly string[]): void {
  const { missingForDetails: missing } = permissions;
  const [first] = details;
  if (first === undefined || missing.length === 0) return;
  // A role is assigned and not requested, so it is no scope of the challenge (RFC 6750, section 3.1).
  const scope = missing.find((name) => name !== detailsRole);
  throw new ODataError(
    'Authorization_RequestDenied',
    `Insufficient privileges to complete the operation. '${first}' has a row for each user, group, team, site or mailbox; ` +
      `to reach it the token needs ${missing.map(remedy).join(', and ')}. Series and totals are open to it.`,
    {
      headers: {
        'WWW-Authenticate': `Bearer error="insufficient_scope"${scope === undefined ? '' : `, scope="${scope}"`}`,
      },
    },
  );
}
