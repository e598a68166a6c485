import { authorise } from '../../shared/auth/permission/authorise.ts';
import type { Access } from '../../shared/auth/permission/access.ts';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import type { TokenOptions } from '../support/entraToken.ts';
import { gateOn, refusalOf, type GateUnderTest } from '../support/tokenGateSetup.ts';

let entra: EntraServer;
let gate: GateUnderTest;

beforeAll(async () => {
  entra = await startEntraServer();
  gate = gateOn(entra);
});
afterAll(() => entra.close());

/** What the gate and `authorise` together answer, as the pipeline asks them: `ok`, or the status. */
async function outcome(options: TokenOptions, access: Access): Promise<string> {
  const request = async (): Promise<void> =>
    authorise(await gate.authenticate(`Bearer ${await entra.sign(options)}`, access), access);
  return await request().then(
    () => 'ok',
    async () => {
      const error = await refusalOf(request());
      expect(error.headers['WWW-Authenticate']).toBe(
        `Bearer error="insufficient_scope", scope="${access === 'write' ? 'Reports.ReadWrite.All' : 'Reports.Read.All'}"`,
      );
      expect(error.innerCode).toBe('Authorization_RequestDenied');
      return String(error.status);
    },
  );
}

const delegated = (scp: unknown): Record<string, unknown> => ({ scp });
const application = (roles: unknown, more = {}): Record<string, unknown> => ({ scp: undefined, roles, ...more });

const table: readonly (readonly [what: string, claims: Record<string, unknown>, read: string, write: string])[] = [
  ['the write scope', delegated('Reports.ReadWrite.All'), 'ok', 'ok'],
  ['the read scope', delegated('Reports.Read.All'), 'ok', '403'],
  ['user_impersonation, as Power Query asks', delegated('user_impersonation'), 'ok', '403'],
  ['several scopes', delegated('openid Reports.Read.All Reports.ReadWrite.All'), 'ok', 'ok'],
  ['a longer scope', delegated('Reports.ReadWrite.AllX'), '403', '403'],
  ['a scope in another case', delegated('reports.readwrite.all'), '403', '403'],
  ['a tab between scopes', delegated('a\tReports.ReadWrite.All'), '403', '403'],
  ['a no-break space between scopes', delegated('a\u00a0Reports.ReadWrite.All'), '403', '403'],
  ['a line break between scopes', delegated('a\nReports.ReadWrite.All'), '403', '403'],
  ['an empty scope', delegated(''), '403', '403'],
  ['scopes as array', delegated(['Reports.ReadWrite.All']), '403', '403'],
  ['scopes as object', delegated({ 0: 'Reports.ReadWrite.All' }), '403', '403'],
  ['a scope with the name of a method', delegated('toString constructor'), '403', '403'],
  ["a user's roles beside a scope", { scp: 'openid', roles: ['Reports.ReadWrite.All'] }, '403', '403'],
  ["a user's roles beside scp null", { scp: null, roles: ['Reports.ReadWrite.All'] }, '403', '403'],
  ['the write role', application(['Reports.ReadWrite.All']), 'ok', 'ok'],
  ['the write role with idtyp app', application(['Reports.ReadWrite.All'], { idtyp: 'app' }), 'ok', 'ok'],
  ['the read role', application(['Reports.Read.All']), 'ok', '403'],
  ['both roles', application(['Reports.Read.All', 'Reports.ReadWrite.All']), 'ok', 'ok'],
  ['the write role with idtyp user', application(['Reports.ReadWrite.All'], { idtyp: 'user' }), '403', '403'],
  ['the write role with idtyp App', application(['Reports.ReadWrite.All'], { idtyp: 'App' }), '403', '403'],
  ['user_impersonation as role', application(['user_impersonation']), '403', '403'],
  ['a longer role', application(['Reports.ReadWrite.AllX']), '403', '403'],
  ['a role with a blank', application([' Reports.ReadWrite.All']), '403', '403'],
  ['two roles in one string', application(['Reports.Read.All Reports.ReadWrite.All']), '403', '403'],
  ['a nested role', application([['Reports.ReadWrite.All']]), '403', '403'],
  ['roles as string', application('Reports.ReadWrite.All'), '403', '403'],
  ['roles as object', application({ 0: 'Reports.ReadWrite.All' }), '403', '403'],
  ['neither scp nor roles', application(undefined), '403', '403'],
];

test.each(table)('%s', async (_, claims, read, write) => {
  await expect(outcome({ claims }, 'read')).resolves.toBe(read);
  await expect(outcome({ claims }, 'write')).resolves.toBe(write);
});

// What is an app's token and a user's at once is neither.
test.each([
  ['a scope', { idtyp: 'app', scp: 'Reports.ReadWrite.All' }],
  ['a scope beside roles', { idtyp: 'app', scp: 'Reports.Read.All', roles: ['Reports.ReadWrite.All'] }],
  ['an empty scope', { idtyp: 'app', scp: '', roles: ['Reports.ReadWrite.All'] }],
])('idtyp app with %s is 401', async (_, claims) => {
  for (const access of ['read', 'write'] as const) {
    const error = await refusalOf(gate.authenticate(`Bearer ${await entra.sign({ claims })}`, access));
    expect(error.status).toBe(401);
    expect(error.headers['WWW-Authenticate']).toContain('error="invalid_token"');
    expect(error.message).toContain('idtyp app and holds the claim scp');
  }
});

test('a member __proto__ among the claims grants nothing', async () => {
  const claimsText = '"__proto__":{"roles":["Reports.ReadWrite.All"],"scp":"Reports.ReadWrite.All"}';
  await expect(outcome({ claims: { scp: 'Reports.Read.All' }, claimsText }, 'write')).resolves.toBe('403');
  await expect(outcome({ claims: { scp: undefined }, claimsText }, 'write')).resolves.toBe('403');
});

test('version 1.0 tokens are judged alike', async () => {
  await expect(outcome({ version: '1.0', claims: delegated('user_impersonation') }, 'read')).resolves.toBe('ok');
  await expect(outcome({ version: '1.0', claims: delegated('user_impersonation') }, 'write')).resolves.toBe('403');
  await expect(outcome({ version: '1.0', claims: application(['Reports.ReadWrite.All']) }, 'write')).resolves.toBe(
    'ok',
  );
});

test('without an access the 403 names the permission that grants everything', async () => {
  const error = await refusalOf(gate.authenticate(`Bearer ${await entra.sign({ claims: delegated('openid') })}`));
  expect(error.headers['WWW-Authenticate']).toContain('scope="Reports.ReadWrite.All"');
});
