import { ODataError } from '../../errors/odataError.ts';
import type { Access } from './access.ts';
import { leastPermission } from './permissionTable.ts';

/** The 403 for a genuine token that does not allow what was asked, with the challenge of RFC 6750, section 3.1. */
export function insufficientScope(access: Access, message: string): ODataError {
  const challenge = `Bearer error="insufficient_scope", scope="${leastPermission[access]}"`;
  return new ODataError('Authorization_RequestDenied', message, { headers: { 'WWW-Authenticate': challenge } });
}
