import type { Access } from './access.ts';

interface Permission {
  readonly grants: readonly Access[];
  /** Delegated permissions are scopes of a user's token (`scp`), application permissions are its app roles (`roles`). */
  readonly kinds: readonly ('delegated' | 'application')[];
}

/** The permissions this API defines, one row each; they are its own and not those of Microsoft Graph. */
export const permissionTable: Readonly<Record<string, Permission>> = {
  'Reports.Read.All': { grants: ['read'], kinds: ['delegated', 'application'] },
  'Reports.ReadWrite.All': { grants: ['read', 'write'], kinds: ['delegated', 'application'] },
  // The only scope Power Query asks for.
  user_impersonation: { grants: ['read'], kinds: ['delegated'] },
};

/** The permission to request for an access: the one that grants nothing beyond it. */
export const leastPermission: Readonly<Record<Access, string>> = {
  read: 'Reports.Read.All',
  write: 'Reports.ReadWrite.All',
};
