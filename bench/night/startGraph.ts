import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { reports } from '../../shared/model/reports.ts';
import { reportText } from './reportText.ts';

/** A Graph that has reports of as many users as are wanted, and the identity endpoint of a function app. */
export interface SizedGraph {
  readonly origin: string;
  /** Variables of the platform for a process that asks it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** The refresh date of the first night; each time a report is asked for again, it is a day later. */
const firstDate = '2026-11-25';

/**
 * Starts it on this machine; its files are made while they are sent.
 *
 * @param usersOf how many users a report has that was asked for so often before
 */
export async function startGraph(tenant: string, usersOf: (nights: number) => number): Promise<SizedGraph> {
  const asked = new Map<string, number>();
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ typ: 'JWT', alg: 'RS256', kid: 'k' })}.${part({ tid: tenant })}.${part({})}`;

  function sendReport(call: string, response: ServerResponse): void {
    const [, name, period = 'D30'] = /^(get\w+)(?:\(period='(D\d+)'(?:,version='v2')?\))?$/.exec(call) ?? [];
    const type = reports.find(({ reportFunction }) => reportFunction?.name === name);
    if (type === undefined) {
      response.writeHead(404).end();
      return;
    }
    const nights = asked.get(call) ?? 0;
    asked.set(call, nights + 1);
    const refreshDate = new Date(Date.parse(firstDate) + nights * 86_400_000).toISOString().slice(0, 10);
    const text = reportText(type, { days: Number(period.slice(1)), users: usersOf(nights), refreshDate });
    Readable.from(text, { objectMode: false }).pipe(response);
  }

  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '/').split('?', 1)[0] ?? '';
    if (url.startsWith('/identity')) {
      const body = {
        access_token: token,
        expires_on: String(Math.floor(Date.now() / 1000) + 86_400),
        token_type: 'Bearer',
      };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ...body, resource: 'r' }));
    } else if (url.startsWith('/files/')) sendReport(url.slice('/files/'.length), response);
    else response.writeHead(302, { Location: `${origin}/files/${url.replace(/^.*reports\//, '')}` }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    environment: {
      IDENTITY_ENDPOINT: `${origin}/identity`,
      IDENTITY_HEADER: 'x',
      BENCH_GRAPH: origin,
      BENCH_TENANT: tenant,
    },
    close: () => void server.close(),
  };
}
