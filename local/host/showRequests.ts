import type { RequestListener } from 'node:http';

/** Longest target that is shown. */
const mostShown = 160;

/** A target as far as it is shown; the parser of Node.js lets nothing through in it that a terminal obeys. */
const shown = (target: string): string => (target.length > mostShown ? `${target.slice(0, mostShown)}...` : target);

/** Tells of each request in one line for people, when it is answered or given up: `14:05:01 GET /v1.0/ 200 12 ms`. */
export function showRequests(listener: RequestListener, tell: (line: string) => void): RequestListener {
  return (request, response) => {
    const begun = performance.now();
    response.once('close', () => {
      const [time = ''] = new Date().toTimeString().split(' ');
      const outcome = response.writableFinished ? String(response.statusCode) : 'broken off';
      const took = `${Math.round(performance.now() - begun)} ms`;
      tell([time, request.method, shown(request.url ?? ''), outcome, took].join(' '));
    });
    listener(request, response);
  };
}
