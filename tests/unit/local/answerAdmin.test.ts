import { setTimeout as sleep } from 'node:timers/promises';
import type { ForkedHost } from '../../../local/host/forkFunctionsHost.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';

let fixture: BuiltFixture;
let host: ForkedHost;
beforeAll(async () => {
  fixture = await buildFixture();
  host = await fixture.start();
});
afterAll(async () => {
  await host.stop();
  fixture.remove();
});

async function post(path: string, headers: Record<string, string>, body = '{}'): Promise<number> {
  return (await fetch(host.url + path, { method: 'POST', headers, body })).status;
}
const json = { 'Content-Type': 'application/json' };
const events = async (): Promise<string[]> => (await (await fetch(`${host.url}/events`)).json()) as string[];

test('a timer is run by hand, with what the library makes of a timer', async () => {
  expect(await post('/admin/functions/never', json)).toBe(202);
  for (let waited = 0; waited < 100 && !(await events()).includes('timer boolean'); waited += 1) await sleep(20);
  expect(await events()).toContain('timer boolean');
});

test('one that fails is answered all the same, and the host goes on', async () => {
  expect(await post('/ADMIN/functions/Failing/', { 'Content-Type': 'Application/JSON; charset=utf-8' })).toBe(202);
  expect(await post('/admin/functions/never', json, '{"input":""}')).toBe(202);
});

test.each([
  ['a name nobody has', '/admin/functions/nobody', json, '{}', 404],
  ['a function of another trigger', '/admin/functions/echo', json, '{}', 404],
  [
    'what a form of a page in a browser could send',
    '/admin/functions/never',
    { 'Content-Type': 'text/plain' },
    '{}',
    415,
  ],
  ['no JSON', '/admin/functions/never', json, 'now', 400],
  ['no object', '/admin/functions/never', json, '1', 400],
])('%s', async (_what, path, headers, body, status) => {
  expect(await post(path, headers, body)).toBe(status);
});

test('only POST; all else asks for a key', async () => {
  expect((await fetch(`${host.url}/admin/functions/never`)).status).toBe(401);
});
