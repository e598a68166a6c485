import type { IncomingMessage } from 'node:http';
import type { InvocationRequest } from './functionsCore.ts';

type Pair = readonly [name: string, value: string];

/** Repeated names in one value, comma-joined, as ASP.NET Core's StringValues print; names compare without case. */
function join(pairs: Iterable<Pair>): Map<string, Pair> {
  const joined = new Map<string, Pair>();
  for (const [name, value] of pairs) {
    const known = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), known ? [known[0], `${known[1]},${value}`] : [name, value]);
  }
  return joined;
}

function* headersAsSent({ rawHeaders }: IncomingMessage): Generator<Pair> {
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''];
}

/** The members of a JSON object, but for arrays, as text. */
function membersOf(request: IncomingMessage, body: Buffer | undefined): Pair[] {
  if (body === undefined || !/json/i.test(request.headers['content-type'] ?? '')) return [];
  try {
    const value = JSON.parse(body.toString()) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value)
      .filter(([, member]) => !Array.isArray(member))
      .map(([name, member]) => [name, typeof member === 'string' ? member : JSON.stringify(member)]);
  } catch {
    return [];
  }
}

/**
 * What the host knows of a request beside the request itself. As on the real host, members of a JSON body with a length, query
 * options and route parameters are thrown together with it, without regard to case, the latter over the former: `Headers` of a
 * query stands for all headers. So an app does well to trust nothing in it.
 *
 * @param body the body, when it has a Content-Length
 */
export function triggerMetadata(
  request: IncomingMessage,
  search: string,
  body: Buffer | undefined,
  parameters: Readonly<Record<string, string>>,
): InvocationRequest['triggerMetadata'] {
  const query = search === '' ? [] : [...join(new URLSearchParams(search)).values()];
  const metadata = new Map<string, readonly [string, { readonly string: string } | { readonly json: string }]>([
    ['query', ['Query', { json: JSON.stringify(Object.fromEntries(query)) }]],
    ['headers', ['Headers', { json: JSON.stringify(Object.fromEntries(join(headersAsSent(request)).values())) }]],
  ]);
  const named = query.filter(([name]) => name.toLowerCase() !== 'code');
  for (const [name, string] of [...membersOf(request, body), ...named, ...Object.entries(parameters)]) {
    const known = metadata.get(name.toLowerCase());
    metadata.set(name.toLowerCase(), [known?.[0] ?? name, { string }]);
  }
  return Object.fromEntries(metadata.values());
}
