import { ODataError } from '../errors/odataError.ts';
import { arrivingPath } from '../url/path/arrivingPath.ts';
import { arrivingQuery } from '../url/query/arrivingQuery.ts';

// eslint-disable-next-line no-control-regex -- control characters are the point
const unsafe = /[\\\u0000-\u001f\u007f]/;
const absolute = /^(https?):\/\/([^/?#]*)/i;
const versionRoot = /^\/v1\.0(?=[/?#]|$)/i;
const defaultPorts: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

function refuse(problem: string): never {
  throw new ODataError(
    'invalidRequest',
    `The URL of a request in a batch ${problem}: write it relative to the service root, such as SET('id').`,
    { target: 'url' },
  );
}

function host(scheme: string, authority: string): string {
  const port = defaultPorts[scheme.toLowerCase()] ?? '';
  const name = authority.toLowerCase();
  return name.endsWith(port) ? name.slice(0, -port.length) : name;
}

/** A path and query as they would arrive if they had been sent by themselves. */
function arriving(target: string): string {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (path.includes('%00')) refuse('holds a character that no URL has');
  return arrivingPath(path) + (mark < 0 ? '' : `?${arrivingQuery(target.slice(mark + 1))}`);
}

/**
 * The URL of a request in a batch in origin-form: absolute on this service's own host, rooted at the host (`/v1.0/SET`) or
 * at the service (`/SET`, as Microsoft Graph writes it), or relative to the service root (Protocol 4.01, 11.7.7.1). It
 * comes out as the platform would have handed it on, so that an address means the same in a batch and by itself. Throws a 400 for another host and for what only looks like a path.
 */
export function targetUrl(url: string, serviceRoot: string): string {
  if (unsafe.test(url)) refuse('holds a character that no URL has');
  const [origin = '', scheme = '', authority = ''] = absolute.exec(url) ?? [];
  if (scheme !== '') {
    const rest = url.slice(origin.length);
    const own = new URL(serviceRoot);
    if (host(scheme, authority) !== own.host) refuse('names another host than that of this service');
    return arriving(rest.startsWith('/') ? rest : `/${rest}`);
  }
  if (url.startsWith('//')) refuse('names another host than that of this service');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) refuse('has a scheme that is not http or https');
  if (url.startsWith('/')) return arriving(versionRoot.test(url) ? url : `/v1.0${url}`);
  return arriving(`/v1.0/${url}`);
}
