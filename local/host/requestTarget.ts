import type { IncomingMessage } from 'node:http';
import { arrivingPath, decodedPath } from '../../shared/url/path/arrivingPath.ts';
import { arrivingQuery } from '../../shared/url/query/arrivingQuery.ts';

/** What the host makes of a request target. */
export interface RequestTarget {
  /** Decoded, for routing. */
  readonly path: string;
  /** With its question mark, as sent; empty when there is none. */
  readonly search: string;
  /** What goes to the worker. */
  readonly forwarded: string;
}

/** Path and query of a target in origin-form, or in absolute-form when it names the host that is asked (RFC 9112, 3.2). */
function originForm({ url = '/', headers }: IncomingMessage): string | undefined {
  if (url.startsWith('/')) return url;
  const [origin = '', host = ''] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  const rest = url.slice(origin.length);
  if (host === '' || host.toLowerCase() !== headers.host?.toLowerCase()) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Reads the target of a request as Kestrel and YARP do; a number is the status it is refused with. */
export function requestTarget(request: IncomingMessage): RequestTarget | number {
  if (request.url === '*') return request.method === 'OPTIONS' ? 404 : 405;
  const target = originForm(request);
  if (target === undefined || !/^[\x21-\x7e]*$/.test(target)) return 400;
  const mark = target.indexOf('?');
  const sent = mark < 0 ? target : target.slice(0, mark);
  if (sent.includes('%00')) return 400;
  const search = mark < 0 ? '' : target.slice(mark);
  const query = mark < 0 ? '' : `?${arrivingQuery(search.slice(1))}`;
  return { path: decodedPath(sent), search, forwarded: arrivingPath(sent) + query };
}
