import { Agent, request as send } from 'node:http';
import type { Failures } from '../measure/measurement.ts';
import type { BenchRequest } from '../workload/scenarios.ts';

/** Sends requests at a time over connections that stay open, and waits until all are answered; gives what was no success. */
export function requestSender(
  url: string,
  token: string,
  connections: number,
): { readonly all: (requests: readonly BenchRequest[]) => Promise<Failures>; readonly end: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answer = async ({ method, path, headers, body }: BenchRequest): Promise<string> =>
    await new Promise((resolve) => {
      const asked = send(
        url + path,
        { agent, method, headers: { ...headers, authorization: `Bearer ${token}` } },
        (given) => {
          given.on('error', () => resolve('a connection that ended'));
          given.on('end', () => resolve(String(given.statusCode)));
          given.resume();
        },
      );
      asked.on('error', () => resolve('a connection that ended'));
      asked.end(body);
    });
  return {
    async all(requests) {
      const failures: Record<string, number> = {};
      for (const status of await Promise.all(requests.map(answer))) {
        if (!status.startsWith('2')) failures[status] = (failures[status] ?? 0) + 1;
      }
      return failures;
    },
    end: () => agent.destroy(),
  };
}
