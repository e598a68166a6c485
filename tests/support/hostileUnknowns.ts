import type { HostileCase } from './hostileCase.ts';
import { isUnderstood } from './hostileMusts.ts';

/** Members of the cases and what becomes of them: played or checked, but for those that only tell the reader something. */
const known: Readonly<Record<string, ReadonlySet<string>>> = {
  case: new Set(['id', 'category', 'title', 'setup', 'request', 'token', 'expect', 'why', 'measured', 'ref', 'note']),
  request: new Set([
    'method',
    'path',
    'headers',
    'authorization',
    'rawHeaders',
    'rawRequest',
    'body',
    'rawBody',
    'bodyGenerator',
    'parallel',
    'repeat',
    'fault',
  ]),
  token: new Set([
    'header',
    'claims',
    'headerVariants',
    'claimsVariants',
    'claimsRaw',
    'headerRaw',
    'version',
    'sign',
    'mutate',
    'raw',
    'server',
  ]),
  expect: new Set(['status', 'alsoAcceptable', 'headers', 'error.code', 'error.innerError.code', 'must']),
};

/** Setups `settingsOf` can make. */
const setups = /(?:AUTH_\w+|PUBLIC_URL) (?:is set to|=) /;

/** What a case asks for that nobody would play or check, a line each: to let it pass in silence would be to lie. */
export function hostileUnknowns(item: HostileCase): readonly string[] {
  const members = Object.entries({ case: item, request: item.request, token: item.token ?? {}, expect: item.expect });
  const unknown = members.flatMap(([of, value]) =>
    Object.keys(value)
      .filter((name) => known[of]?.has(name) !== true)
      .map((name) => `${of}.${name}`),
  );
  const remarks = (item.expect.must ?? []).filter((remark) => !isUnderstood(remark));
  const setup = item.setup !== undefined && !setups.test(item.setup) ? [item.setup] : [];
  return [...unknown, ...setup, ...remarks].map((words) => `${item.id}: ${words}`);
}
