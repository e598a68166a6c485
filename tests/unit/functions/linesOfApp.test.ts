/** The lines of the built package, in a process of its own whose pipes are read. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { HostMessage } from '../../../local/host/hostProcess.ts';
import { builtPaths } from '../../../local/projectPaths.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { hostEntry } from '../../support/hostEntry.ts';
import { nobodyListens } from '../../support/nobodyListens.ts';
import { openBuild } from '../../support/startBuiltApp.ts';

const build = openBuild();
afterAll(() => build.remove());

async function start(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const { host, package: folder } = builtPaths(build.dist);
  // Neither authority nor storage is there: what anybody may read needs none, and the health says so.
  const child = fork(hostEntry(host), [folder, '0'], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      AUTH_AUTHORITY: `${nobodyListens}/11111111-2222-4333-8444-555555555555`,
      AUTH_AUDIENCE: '22222222-2222-4333-8444-555555555555',
      ReportsStorage: developmentConnectionString(nobodyListens),
    },
  });
  const [message] = (await once(child, 'message')) as [HostMessage];
  if ('failed' in message) throw new Error(message.failed);
  return { child, url: message.url };
}

test('an app that is ended has written all of them', async () => {
  const { child, url } = await start();
  const [out, errors] = [text(child.stdout!), text(child.stderr!)];
  const exited = once(child, 'exit');
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(url + path);
    await answer.text();
    return answer.headers.get('request-id') ?? '';
  };
  const asked = [
    await ask('/v1.0/$metadata'),
    ...(await Promise.all(Array.from({ length: 30 }, async () => await ask('/v1.0/$metadata')))),
  ];
  const warned = once(child.stderr!, 'data');
  const health = await fetch(`${url}/health`);
  expect(health.status).toBe(503);
  await warned;
  asked.push(...(await Promise.all(Array.from({ length: 30 }, async () => await ask('/v1.0/$metadata')))));
  child.kill('SIGTERM');
  // The host ends by itself: it lets what runs come to its end.
  expect(await exited).toEqual([0, null]);
  const lines = (await out).split('\n').filter((line) => line.startsWith('{'));
  const told = lines.map((line) => (JSON.parse(line) as { readonly requestId?: string }).requestId);
  expect(asked.every((id) => id !== '' && told.includes(id))).toBe(true);
  expect(await errors).toMatch(/"level":"warning".*health: storage is unreachable/);
});
