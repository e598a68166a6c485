import * as fc from 'fast-check';
import { setPath } from './reports.ts';
import type { TenantCaller } from './tenantsApp.ts';
import type { TestRequest } from './testApp.ts';

/**
 * One request of one of two tenants. In its texts `{etag:2}` stands for the tag, and `{link:2}` for the link to the next page or
 * the changes, that the same tenant got by its own third request; `{foreign:2}` for the link the other one got.
 */
export interface TenantStep {
  readonly by: 'first' | 'second';
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const keys = ['a', 'b', 'c', "o'clock"];
const key = fc.constantFrom(...keys);
const target = key.map((id) => `${setPath}('${encodeURIComponent(id.replaceAll("'", "''"))}')`);
const index = fc.nat({ max: 6 });
const by = fc.constantFrom('first' as const, 'second' as const);
const json = { 'Content-Type': 'application/json' };
const values = fc.record(
  {
    teams: fc.nat({ max: 3 }),
    reportDate: fc.constantFrom('2026-01-01', '2026-01-02', null),
    reportPeriod: fc.constantFrom('7', '30'),
  },
  { requiredKeys: [] },
);
const tag = fc.oneof(
  fc.constant('*'),
  index.map((at) => `{etag:${at}}`),
  index.map((at) => `{foreignEtag:${at}}`),
);
const queries = [
  '',
  '?$count=true',
  '?$filter=teams eq 1',
  '?$filter=reportDate eq 2026-01-01',
  '?$orderby=reportDate desc&$top=2',
  '?$filter=id ne null&$select=id',
  "?$filter=PartitionKey ne ''",
  '?$search=a',
  '/$count',
  '/delta',
  '/$apply',
  '?$apply=aggregate($count as n)',
  '?$skip=1',
  "('a')/teams",
  "('b')/$ref",
].map((query) => setPath + query.replaceAll(' ', '%20'));

const write = fc.record({
  by,
  method: fc.constantFrom('PATCH', 'PUT'),
  path: target,
  headers: tag.map((ifMatch) => ({ ...json, 'If-Match': ifMatch })),
  body: values.map((each) => JSON.stringify(each)),
});
const upsert = fc.record({
  by,
  method: fc.constantFrom('PATCH', 'PUT'),
  path: target,
  headers: fc.constant(json),
  body: values.map((each) => JSON.stringify(each)),
});
const create = fc.record({
  by,
  method: fc.constant('POST'),
  path: fc.constant(setPath),
  headers: fc.constant(json),
  body: fc.record({ id: key, teams: fc.nat({ max: 3 }) }).map((each) => JSON.stringify(each)),
});
const remove = fc.record({ by, method: fc.constant('DELETE'), path: target });
const read = fc.record({
  by,
  method: fc.constant('GET'),
  path: fc.oneof(target, fc.constantFrom(...queries)),
  headers: fc.constantFrom({}, { Prefer: 'odata.maxpagesize=1' }, { Prefer: 'track-changes,odata.maxpagesize=1' }),
});
const follow = fc.record({
  by,
  method: fc.constant('GET'),
  path: fc.tuple(fc.constantFrom('link', 'foreign'), index).map(([kind, at]) => `{${kind}:${at}}`),
});
const forged = fc.constantFrom('', '1.e30.x', '1.eyJwIjpbImVfYSJdfQ.AAAA', '../', "' or '1' eq '1");
const forge = fc.record({
  by,
  method: fc.constant('GET'),
  path: fc
    .tuple(fc.constantFrom('$skiptoken', '$deltatoken'), forged)
    .map(([name, token]) => `${setPath}${name === '$deltatoken' ? '/delta' : ''}?${name}=${encodeURIComponent(token)}`),
});
const batch = fc.record({
  by,
  method: fc.constant('POST'),
  path: fc.constant('/v1.0/$batch'),
  headers: fc.constant(json),
  body: fc
    .array(fc.tuple(fc.constantFrom('GET', 'PATCH', 'DELETE'), key, fc.nat({ max: 3 })), { minLength: 1, maxLength: 3 })
    .map((each) =>
      JSON.stringify({
        requests: each.map(([method, id, teams], at) => ({
          id: String(at),
          method,
          url: `${setPath}('${id.replaceAll("'", "''")}')`,
          ...(method === 'PATCH' && { headers: json, body: { teams } }),
        })),
      }),
    ),
});

/** What two tenants do, in turn. */
export const tenantSteps: fc.Arbitrary<readonly TenantStep[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: upsert },
    write,
    create,
    remove,
    { weight: 4, arbitrary: read },
    { weight: 3, arbitrary: follow },
    forge,
    batch,
  ),
  { minLength: 4, maxLength: 16 },
);

/** What one tenant got, in order. */
interface Received {
  readonly etags: string[];
  readonly links: string[];
}

/** An answer without what chance and the clock put into it. */
export type Plain = readonly [status: number, etag: boolean, body: string];

function plain(status: number, etag: string | null, body: string, names: Map<string, number>): Plain {
  const text = body
    .replaceAll(/"(?:request-id|client-request-id|date)":"[^"]*"/g, '""')
    .replaceAll(/\$(?:skip|delta)token=[^"&]*/g, 'token')
    .replaceAll(/W\/\\?"[\w-]+\\?"/g, (version) => {
      names.set(version, names.get(version) ?? names.size);
      return `version ${names.get(version) ?? 0}`;
    });
  return [status, etag !== null, text];
}

/** A tenant who remembers what it got, and whose answers can be compared with those in another world. */
export function tenantActor(caller: TenantCaller) {
  const received: Received = { etags: [], links: [] };
  const names = new Map<string, number>();
  const own = (text: string): string =>
    text
      .replaceAll(/\{etag:(\d+)\}/g, (_, at: string) => received.etags[Number(at)] ?? 'W/"none"')
      .replaceAll(/\{link:(\d+)\}/g, (_, at: string) => received.links[Number(at)] ?? `${setPath}?$skiptoken=none`);
  return {
    received,
    async act({ method, path, headers = {}, body }: TenantStep): Promise<Plain> {
      const filled = Object.entries(headers).map(([name, value]) => [name, own(value)]);
      const request: TestRequest = {
        method,
        headers: Object.fromEntries(filled) as Record<string, string>,
        ...(body !== undefined && { body }),
      };
      const response = await caller.fetch(own(path), request);
      const text = await response.text();
      const etag =
        response.headers.get('etag') ??
        /"@odata\.etag":"(W\/\\"[\w-]+\\")"/.exec(text)?.[1]?.replaceAll('\\', '') ??
        null;
      if (etag !== null) received.etags.push(etag);
      const link = /"@odata\.(?:next|delta)Link":"https?:\/\/[^/"]+(\/[^"]*)"/.exec(text)?.[1];
      if (link !== undefined) received.links.push(link);
      return plain(response.status, etag, text, names);
    },
  };
}
