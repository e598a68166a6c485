import type { IncomingMessage } from 'node:http';
import type { InvocationRequest } from './functionsCore.ts';

/** Repeated names in one value, comma-joined, as ASP.NET Core's StringValues print; names compare without case. */
function join(pairs: Iterable<readonly [string, string]>): Map<string, readonly [name: string, value: string]> {
  const joined = new Map<string, readonly [string, string]>();
  for (const [name, value] of pairs) {
    const known = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), known ? [known[0], `${known[1]},${value}`] : [name, value]);
  }
  return joined;
}

function* headersAsSent({ rawHeaders }: IncomingMessage): Generator<readonly [string, string]> {
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''];
}

/**
 * What the host knows of a request beside the request itself. As on the real host, query options end up among the
 * route parameters (which win), so an app does well not to trust `request.params`.
 */
export function triggerMetadata(
  request: IncomingMessage,
  search: string,
  parameters: Readonly<Record<string, string>>,
): InvocationRequest['triggerMetadata'] {
  const query = search === '' ? [] : [...join(new URLSearchParams(search)).values()];
  const strings = [...query.filter(([name]) => name.toLowerCase() !== 'code'), ...Object.entries(parameters)];
  return {
    ...Object.fromEntries(strings.map(([name, string]) => [name, { string }])),
    Query: { json: JSON.stringify(Object.fromEntries(query)) },
    Headers: { json: JSON.stringify(Object.fromEntries(join(headersAsSent(request)).values())) },
  };
}
