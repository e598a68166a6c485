import { challenge } from '../../../shared/auth/permission/challenge.ts';

const settings = {
  auth: {
    authority: 'https://login.microsoftonline.com/common',
    audiences: ['c0ffee00-1234-4abc-8def-0123456789ab'],
    tenants: ['72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c'],
    clients: [],
  },
  publicUrl: 'https://reports.example',
};
const plain =
  'Bearer realm="common", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
  'resource_metadata="https://reports.example/.well-known/oauth-protected-resource"';

test('without a description the challenge names no error', () => {
  expect(challenge(settings)).toBe(plain);
});

test('a description comes with invalid_token', () => {
  expect(challenge(settings, 'It is expired.')).toBe(
    `${plain}, error="invalid_token", error_description="It is expired."`,
  );
});

test('nothing breaks out of the quoted string or the header line', () => {
  const value = challenge(settings, 'a "b" \\ c\r\nSet-Cookie: x=1 \u00fc \u0000');
  expect(value.slice(plain.length)).toBe(', error="invalid_token", error_description="a  b    c  Set-Cookie: x=1    "');
  expect(() => new Headers({ 'WWW-Authenticate': value })).not.toThrow();
});
