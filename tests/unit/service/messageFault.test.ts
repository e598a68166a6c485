import { messageFault } from '../../../shared/service/message/messageFault.ts';

const faultOf = (...rawHeaders: string[]): unknown => messageFault(['Accept', '*/*', ...rawHeaders]);

test.each([
  'reports.example',
  'reports.example:443',
  'reports.example:',
  'REPORTS',
  'my_app.local',
  '127.0.0.1:7071',
  '[::1]:80',
  '[fe80::1%25eth0]',
  'xn--mller-kva.example',
  '%41',
])('Host: %s is one (RFC 9110, 7.2)', (host) => {
  expect(faultOf('Host', host)).toBeUndefined();
  expect(faultOf('x-forwarded-host', host)).toBeUndefined();
});

test.each([
  '',
  ' ',
  ':80',
  'a b',
  'a/b',
  'a@b',
  'user:pw@a',
  'http://a',
  '[::1',
  '::1',
  'a:b',
  'a:1234567',
  '<script>',
  'a\\b',
  'a?b',
  '%zz',
  `${'a.'.repeat(8000)}/`,
])('Host: %s is none: 400, under either name', (host) => {
  for (const name of ['Host', 'HOST', 'X-Forwarded-Host']) {
    expect(faultOf(name, host)).toMatchObject({ status: 400, innerCode: 'invalidHeader', target: 'Host' });
  }
});

test('the first fault is told, and nothing is one by itself', () => {
  expect(messageFault([])).toBeUndefined();
  expect(faultOf('X', 'a\u0001b', 'Host', 'a b')).toMatchObject({ target: 'X' });
  expect(faultOf('Expect', '100-continue', 'X-Host', 'a b')).toBeUndefined();
  expect(faultOf('Expect', 'x')).toMatchObject({ status: 417 });
  expect(faultOf('X', 'a'.repeat(16_384))).toMatchObject({ status: 431 });
});

test('X-Forwarded-Host is a list where gateways stand in a row', () => {
  expect(faultOf('X-Forwarded-Host', 'reports.example, gateway.example:8443')).toBeUndefined();
  expect(faultOf('X-Forwarded-Host', 'reports.example, a b')).toMatchObject({ status: 400, target: 'Host' });
  expect(faultOf('Host', 'reports.example, gateway.example:8443')).toMatchObject({ status: 400, target: 'Host' });
});
