/**
 * Every function and operator the metadata names can be used in $filter, and no canonical function is left out unsaid.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter
 */
import { capabilities } from '../../shared/represent/metadata/capabilities.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

/** An expression that is true for the entity `abc`, by what it uses. */
const conditions: Readonly<Record<string, string>> = {
  eq: "id eq 'abc'",
  ne: "id ne 'abd'",
  gt: 'count gt 6',
  ge: 'count ge 7',
  lt: 'count lt 8',
  le: 'count le 7',
  in: "id in ('abc','x')",
  and: 'count gt 6 and count lt 8',
  or: 'count gt 7 or count lt 8',
  not: 'not (count gt 7)',
  add: 'count add 1 eq 8',
  sub: 'count sub 1 eq 6',
  mul: 'count mul 2 eq 14',
  div: 'count div 2 eq 3',
  divby: 'count divby 2 eq 3.5',
  mod: 'count mod 4 eq 3',
  all: "names/all(n:n ne 'c')",
  any: "names/any(n:n eq 'b')",
  case: 'case(count gt 5:true,true:false)',
  cast: "cast(count,Edm.String) eq '7'",
  ceiling: 'ceiling(3.2) eq 4',
  concat: "concat(id,'d') eq 'abcd'",
  contains: "contains(id,'b')",
  date: 'date(2020-02-03T10:11:12Z) eq 2020-02-03',
  day: 'day(day) eq 19',
  endswith: "endswith(id,'bc')",
  floor: 'floor(3.8) eq 3',
  fractionalseconds: 'fractionalseconds(2020-02-03T10:11:12.5Z) eq 0.5',
  hassubsequence: "hassubsequence(names,['a','b'])",
  hassubset: "hassubset(names,['b','a'])",
  hour: 'hour(2020-02-03T10:11:12Z) eq 10',
  indexof: "indexof(id,'c') eq 2",
  isof: 'isof(count,Edm.Int64)',
  length: 'length(id) eq 3',
  maxdatetime: 'maxdatetime() gt now()',
  mindatetime: 'mindatetime() lt now()',
  minute: 'minute(2020-02-03T10:11:12Z) eq 11',
  month: 'month(day) eq 10',
  now: 'now() gt 2020-02-03T10:11:12Z',
  round: 'round(3.5) eq 4',
  second: 'second(2020-02-03T10:11:12Z) eq 12',
  startswith: "startswith(id,'ab')",
  substring: "substring(id,1) eq 'bc'",
  time: 'time(2020-02-03T10:11:12Z) eq 10:11:12',
  tolower: "tolower('ABC') eq id",
  totaloffsetminutes: 'totaloffsetminutes(2020-02-03T10:11:12+01:00) eq 60',
  totalseconds: "totalseconds(duration'PT1M') eq 60",
  toupper: "toupper(id) eq 'ABC'",
  trim: "trim(' abc ') eq id",
  year: 'year(day) eq 2022',
};

const [, model] = documentedModels[1]!;
const claimed = capabilities(model).find(({ term }) => term === 'Capabilities.FilterFunctions')?.value as
  readonly string[] | undefined;

describe('the filter functions', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startInProcess({ model });
    const body = JSON.stringify({ count: 7, day: '2022-10-19', names: ['a', 'b'] });
    const headers = { 'Content-Type': 'application/json' };
    await app.fetch("/v1.0/samples('abc')", { method: 'PATCH', headers, body });
  });
  afterAll(async () => await app.stop());

  test('are all named, and each has a condition here', () => {
    expect([...(claimed ?? [])].sort()).toEqual(Object.keys(conditions).sort());
  });

  test.each(Object.entries(conditions))('%s can be used and has its meaning', async (_name, condition) => {
    const select = async (filter: string): Promise<unknown> => {
      const response = await app.fetch(`/v1.0/samples?$select=id&$filter=${encodeURIComponent(filter)}`);
      return ((await response.json()) as { value?: unknown; error?: unknown }).value ?? response.status;
    };
    expect(await select(condition)).toEqual([expect.objectContaining({ id: 'abc' })]);
    expect(await select(`not (${condition})`)).toEqual([]);
  });
});
