import { protectedResource } from '../../../shared/auth/permission/protectedResource.ts';

test('the API describes itself by RFC 9728', () => {
  const authority = 'https://login.microsoftonline.com/72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
  const audiences = ['https://reports.example', 'c0ffee00-1234-4abc-8def-0123456789ab'];
  const auth = { authority, audiences, tenants: [], clients: [] };
  expect(protectedResource({ auth, publicUrl: 'https://reports.example' })).toEqual({
    resource: 'https://reports.example',
    authorization_servers: [`${authority}/v2.0`],
    scopes_supported: [
      'api://c0ffee00-1234-4abc-8def-0123456789ab/Reports.ReadSummary.All',
      'api://c0ffee00-1234-4abc-8def-0123456789ab/Reports.Read.All',
      'api://c0ffee00-1234-4abc-8def-0123456789ab/Reports.ReadWrite.All',
      'api://c0ffee00-1234-4abc-8def-0123456789ab/user_impersonation',
    ],
    bearer_methods_supported: ['header'],
  });
});
