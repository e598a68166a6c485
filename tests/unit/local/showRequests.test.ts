/** On a terminal each request is one line for people, and the app's own line about it is left out. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { showRequests } from '../../../local/host/showRequests.ts';
import { withoutRequests } from '../../../local/host/withoutRequests.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';

test('time, method, target, status and milliseconds', async () => {
  const lines: string[] = [];
  const answer: http.RequestListener = (request, response) => {
    if (request.url === '/broken') response.destroy();
    else response.writeHead(request.method === 'POST' ? 201 : 200).end('x');
  };
  const server = http.createServer(showRequests(answer, (line) => lines.push(line)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const send = async (method: string, path: string): Promise<void> => {
    const request = http.request({ port, host: '127.0.0.1', method, path, agent: false }).end();
    await new Promise<void>((resolve) => {
      request.once('error', () => resolve()).once('response', (response) => response.resume().once('end', resolve));
    });
  };
  await send('GET', '/v1.0/?$top=1');
  await send('POST', '/v1.0/S');
  await send('GET', `/${'a'.repeat(1000)}`);
  await send('GET', '/broken');
  server.close();
  await once(server, 'close');
  expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, '').replace(/ \d{1,5} ms$/, ' N ms'))).toEqual([
    'GET /v1.0/?$top=1 200 N ms',
    'POST /v1.0/S 201 N ms',
    `GET /${'a'.repeat(159)}... 200 N ms`,
    'GET /broken broken off N ms',
  ]);
});

test('what the app says of anything else stays', async () => {
  const written: string[] = [];
  const log = createServiceLog((line) => written.push(line));
  log.write('info', 'Creating the table of x');
  log.request({
    operation: 'readEntity',
    status: 200,
    duration: 1,
    storageRequests: 1,
    storageRetries: 0,
    storageRows: 1,
    storageMs: 0,
    deleted: undefined,
    tenant: undefined,
    client: undefined,
    caller: undefined,
    requestId: 'a',
    traceId: undefined,
  });
  log.write('warning', 'request');
  const kept: string[] = [];
  async function* lines(): AsyncGenerator<string> {
    for (const line of written) yield await Promise.resolve(line.trimEnd());
  }
  for await (const line of withoutRequests(lines())) kept.push(line);
  expect(kept).toEqual([written[0], written[2]]);
});
