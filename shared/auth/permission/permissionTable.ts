import type { Access, Grant } from './access.ts';

interface Permission {
  readonly grants: readonly Grant[];
  /** Delegated permissions are scopes of a user's token (`scp`), application permissions are its app roles (`roles`). */
  readonly kinds: readonly ('delegated' | 'application')[];
}

/** The permissions this API defines, one row each; they are its own and not those of Microsoft Graph. */
export const permissionTable: Readonly<Record<string, Permission>> = {
  'Reports.ReadSummary.All': { grants: ['read'], kinds: ['delegated', 'application'] },
  'Reports.Read.All': { grants: ['read', 'details'], kinds: ['delegated', 'application'] },
  'Reports.ReadWrite.All': { grants: ['read', 'details', 'write'], kinds: ['delegated', 'application'] },
  // It opens the register of persons to forget, and nothing else; nobody has it by signing in.
  'Reports.Forget.All': { grants: ['forget'], kinds: ['application'] },
  // The only scope Power Query asks for.
  user_impersonation: { grants: ['read', 'details'], kinds: ['delegated'] },
};

/** The app role, for users and groups, without which AUTH_DETAILS=role closes details to a delegated token; it grants nothing. */
export const detailsRole = 'Reports.Details';

/** The permission to request for an access, where it is not known which reports are meant: it grants no other access. */
export const leastPermission: Readonly<Record<Access, string>> = {
  read: 'Reports.Read.All',
  write: 'Reports.ReadWrite.All',
  forget: 'Reports.Forget.All',
};
