/** Values that no date, no text and no function has: what can never be true is not read, what always is, is no condition. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { choosePlan, type Plan } from '../../../../shared/store/plan/choosePlan.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [period, date, name] = ['reportPeriod', 'reportRefreshDate', 'userPrincipalName'];
const entities = ['7', '30'].flatMap((days) =>
  [null, '0001-01-01', '2024-02-29', '2025-12-31', '2026-01-01', '2026-11-26', '9999-12-31'].flatMap((day, at) =>
    ['', 'a', 'b', 'long', null].map((text, index) =>
      entityOf(type, `${index}${at}${days}`, { [period]: days, [date]: day, [name]: text }),
    ),
  ),
);
const rows = createMemoryRows();
const scope = storageScope({ milliseconds: 600_000 });
beforeAll(async () => await writeEntities(rows, scope, type, entities));

const planOf = (filter: string): Plan => choosePlan(type, bindEntityQuery(type, `$filter=${filter}`));
const one = `${period} eq '30'`;

it.each([
  `year(${date}) eq 2026 and month(${date}) eq 13`,
  `month(${date}) in (0,13)`,
  `day(${date}) eq 31 and month(${date}) eq 2`,
  `month(${date}) le 4 and day(${date}) ge 31 and not (month(${date}) lt 4)`,
  `day(${date}) eq 30 and year(${date}) eq 2024 and month(${date}) eq 2`,
  `day(${date}) gt 31 or day(${date}) lt 1`,
  `day(${date}) le 0`,
  `not (month(${date}) le 12 or ${date} eq null or month(${date}) ne 13)`,
  `month(${date}) eq 2 and month(${date}) eq 3`,
  `length(${name}) lt 0 or ${date} eq 2026-01-01 and ${date} eq 2026-01-02`,
  `length(${name}) gt 3 and length(${name}) le 3`,
  `indexof(${name},'a') lt -1`,
  `year(${date}) gt 9999`,
  `year(${date}) lt 1`,
  `${name} eq 'a' and ${name} eq 'b'`,
  `startswith(${name},'a') and startswith(${name},'b')`,
  `sendCount eq 1 and sendCount gt 1`,
  `tolower(${name}) eq 'A'`,
  `toupper(${name}) in ('a','Ab')`,
  `trim(${name}) eq ' a' or trim(${name}) eq 'a\u00a0'`,
  `not (tolower(${name}) ne 'LONG')`,
  `tolower(${name}) eq 'a' and tolower(${name}) eq 'b'`,
  `toupper(${name}) gt 'B' and toupper(${name}) lt 'A'`,
  `contains(tolower(${name}),'Long')`,
  `startswith(toupper(${name}),'a') or endswith(toupper(${name}),'g')`,
  `substring(${name},0,3) eq 'long' or substring(${name},0,1) in ('lo','ab')`,
  `substring(${name},0,1) ge 'ab' and substring(${name},0,1) le 'ab'`,
])('what can never be true is not read: %s', (filter) => {
  expect(evaluateNaively(entities, bindEntityQuery(type, `$filter=${filter}`))).toEqual([]);
  expect(planOf(filter)).toEqual({ kind: 'nothing' });
  expect(planOf(`${one} and (${filter})`)).toEqual({ kind: 'nothing' });
});

it.each([
  `month(${date}) ne 13`,
  `not (month(${date}) gt 12 or day(${date}) lt 1)`,
  `not (month(${date}) in (0,13,14))`,
  `year(${date}) ne 0 and length(${name}) ne -1`,
  `tolower(${name}) ne 'A' and trim(${name}) ne ' a'`,
  `not (toupper(${name}) in ('a','b'))`,
  `substring(${name},0,3) ne 'long'`,
])('what is always true is no condition: %s', (filter) => {
  expect(evaluateNaively(entities, bindEntityQuery(type, `$filter=${filter}`))).toHaveLength(entities.length);
  expect(planOf(`${one} and (${filter})`)).toEqual(planOf(one));
});

it.each([
  `month(${date}) in (2,13) and year(${date}) eq 2024`,
  `month(${date}) eq 13 or ${date} eq 2026-11-26`,
  `${date} eq 2026-11-26 and day(${date}) le 31`,
  `day(${date}) eq 29 and month(${date}) eq 2`,
  `day(${date}) eq 31 and month(${date}) eq 12`,
  `day(${date}) eq 31 and (month(${date}) eq 2 or month(${date}) eq 12)`,
  `not (day(${date}) eq 31 and month(${date}) eq 2)`,
  `not (day(${date}) lt 31) and not (month(${date}) lt 2) and not (month(${date}) gt 2)`,
  `not (day(${date}) lt 31 or month(${date}) lt 2 or month(${date}) gt 2)`,
  `not (day(${date}) lt 31) and not (month(${date}) lt 2) and not (month(${date}) gt 2) and month(${date}) ne 3`,
  `year(${date}) eq 2026 and not (month(${date}) in (1,2,null))`,
  `year(${date}) eq 2026 and month(${date}) eq 11 and not (day(${date}) in (1,30,31))`,
  `month(${date}) eq 11 and day(${date}) gt 25 and day(${date}) lt 27`,
  `month(${date}) gt 1 and month(${date}) lt 12 and length(${name}) ge 0`,
  `month(${date}) eq null and day(${date}) eq null`,
  `month(${date}) eq null or month(${date}) ge 1`,
  `not (month(${date}) ge 1)`,
  `year(${date}) ge 1 and year(${date}) le 9999`,
  `length(${name}) eq 1 or length(${name}) eq 4`,
  `month(${date}) eq day(${date})`,
  `tolower(${name}) eq 'a' and toupper(${name}) eq 'A'`,
  `toupper(${name}) in ('a','A') and trim(${name}) eq 'a'`,
  `tolower(${name}) gt 'B' and tolower(${name}) lt 'm'`,
  `not contains(tolower(${name}),'A')`,
  `contains(tolower(${name}),'A') or contains(trim(${name}),'a')`,
  `tolower(${name}) eq null`,
  `substring(${name},0,3) lt 'long'`,
  `substring(${name},0,1) gt 'ab'`,
  `substring(${name},0,1) le 'ab'`,
  `substring(${name},0,1) ge 'aa' and substring(${name},0,2) ne 'lon'`,
  `substring(${name},0,0) lt 'a'`,
  `substring(${name},0,0) eq ''`,
  `length(${name}) gt 0 and length(${name}) lt 2`,
  `length(${name}) le 1 and length(${name}) ge 1`,
  `not (length(${name}) ge 1)`,
  `year(${date}) ge 2024 and year(${date}) le 2026 and month(${date}) eq 11`,
  `year(${date}) le 2026 and year(${date}) ge 2026 and (month(${date}) eq 1 or ${name} eq 'a' or month(${date}) ne 11 and day(${date}) gt 0)`,
  `not (year(${date}) gt 2026) and not (year(${date}) lt 2026) and month(${date}) ne 1`,
  `year(${date}) eq 2026 and (year(${date}) eq 2025 or not (month(${date}) eq 1))`,
  `not (year(${date}) eq 2026 and (month(${date}) eq 1 or month(${date}) eq 2))`,
  `year(${date}) in (2024,null) and month(${date}) ne 2`,
  `year(${date}) in (2024,2026) and not (month(${date}) in (1,2))`,
  `case(true:${name} eq 'a',${date} eq null:true)`,
  `case(${date} eq null:false,true:${name} eq 'a',${name} eq 'b':true)`,
  `not case(true:${name} eq 'a',${date} eq null:false)`,
])('they bound no more than they say: %s', async (filter) => {
  const query = bindEntityQuery(type, `$filter=${one} and (${filter})`);
  const pages = await readPages(query, { rows, type, scope: () => scope, limit: 7 });
  const found = pages.flatMap(({ keys }) => keys);
  expectResult(found, entities, query);
  expect(found.length).toBeGreaterThan(0);
});

test('a text that tolower or toupper has made, and each of its parts, is left alone by it', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
    // A mark that is no letter by itself may be of one: the evaluator judges it as it stands.
    for (const part of lower === character ? [] : lower)
      if (part.toLowerCase() !== part) throw new Error(`${code} lower`);
    for (const part of upper === character ? [] : upper)
      if (part.toUpperCase() !== part) throw new Error(`${code} upper`);
  }
  expect('\u0391\u03a3'.toLowerCase().toLowerCase()).toBe('\u03b1\u03c2');
});
