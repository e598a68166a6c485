/** The app registration as infra/entra/ describes it, in the shape of Microsoft Graph's `application`. */
import { detailsRole, permissionTable } from '../../shared/auth/permission/permissionTable.ts';
import { infraText } from './bicepFiles.ts';

interface Permission {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
}
interface Scope extends Permission {
  readonly type: string;
  readonly adminConsentDisplayName: string;
  readonly adminConsentDescription: string;
}
interface Role extends Permission {
  readonly allowedMemberTypes: readonly string[];
  readonly displayName: string;
  readonly description: string;
}
interface Registration {
  readonly api: { readonly oauth2PermissionScopes: readonly Scope[] };
  readonly appRoles: readonly Role[];
  readonly optionalClaims: { readonly accessToken: readonly { readonly name: string }[] };
}
interface Clients {
  readonly api: {
    readonly preAuthorizedApplications: readonly {
      readonly appId: string;
      readonly delegatedPermissionIds: readonly string[];
    }[];
  };
}

const { api, appRoles: roles, optionalClaims } = JSON.parse(infraText('entra/permissions.json')) as Registration;
const appRoles = roles.filter(({ value }) => value !== detailsRole);
const scopes = api.oauth2PermissionScopes;

test('scopes and roles are those the service knows', () => {
  const values = (list: readonly Permission[]): readonly string[] => list.map(({ value }) => value).toSorted();
  const known = Object.entries(permissionTable);
  const ofKind = (wanted: 'delegated' | 'application'): readonly string[] =>
    known.flatMap(([value, { kinds }]) => (kinds.includes(wanted) ? value : [])).toSorted();
  expect(values(scopes)).toEqual(ofKind('delegated'));
  expect(values(appRoles)).toEqual(ofKind('application'));
  for (const { isEnabled } of [...scopes, ...appRoles]) expect(isEnabled).toBe(true);
  for (const { allowedMemberTypes } of appRoles) expect(allowedMemberTypes).toEqual(['Application']);
  for (const { type } of scopes) expect(type).toBe('Admin');
});

test('the role that opens details is for users and groups', () => {
  expect(roles.filter((role) => !appRoles.includes(role))).toMatchObject([
    { value: detailsRole, allowedMemberTypes: ['User'], isEnabled: true },
  ]);
  expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
});

test('a role and the scope of the same name have the same id and words, as Entra demands', () => {
  // Nobody has persons forgotten by signing in.
  const named = appRoles.filter(({ value }) => value !== 'Reports.Forget.All');
  expect(named).toHaveLength(appRoles.length - 1);
  for (const role of named) {
    const scope = scopes.find(({ value }) => value === role.value);
    expect([role.id, role.displayName, role.description]).toEqual([
      scope?.id,
      scope?.adminConsentDisplayName,
      scope?.adminConsentDescription,
    ]);
  }
  expect(new Set(scopes.map(({ id }) => id)).size).toBe(scopes.length);
});

test("tokens say whether they are an application's", () => {
  expect(optionalClaims.accessToken.map(({ name }) => name)).toEqual(['idtyp']);
});

test('Power Query in Excel, Power BI and Power Apps may read without further consent, and nothing more', () => {
  const clients = (JSON.parse(infraText('entra/powerQueryClients.json')) as Clients).api.preAuthorizedApplications;
  const impersonation = scopes.find(({ value }) => value === 'user_impersonation')?.id;
  expect(clients).toEqual(
    [
      'a672d62c-fc7b-4e81-a576-e60dc46e951d',
      'b52893c8-bc2e-47fc-918b-77022b299bbc',
      '7ab7862c-4c57-491e-8a45-d52a7e023983',
    ].map((appId) => ({ appId, delegatedPermissionIds: [impersonation] })),
  );
});
