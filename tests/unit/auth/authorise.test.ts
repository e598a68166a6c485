import { authorise } from '../../../shared/auth/permission/authorise.ts';
import { ODataError } from '../../../shared/errors/odataError.ts';

const caller = (read: boolean, write: boolean) => ({
  tenant: 't',
  client: 'c',
  permissions: { read, write, missingForDetails: [] },
});

test('passes who holds the permission', () => {
  expect(() => authorise(caller(true, false), 'read')).not.toThrow();
  expect(() => authorise(caller(true, true), 'write')).not.toThrow();
});

test.each([
  ['read', 'Reports.Read.All'],
  ['write', 'Reports.ReadWrite.All'],
] as const)('refuses to %s without %s', (access, permission) => {
  try {
    authorise(caller(access === 'write', false), access);
  } catch (error) {
    expect(error).toBeInstanceOf(ODataError);
    expect(error).toMatchObject({
      status: 403,
      innerCode: 'Authorization_RequestDenied',
      message: expect.stringContaining(permission),
      headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${permission}"` },
    });
  }
  expect.assertions(2);
});
