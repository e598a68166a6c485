/** Numbers that no date and no text has: what can never be true is not read, what always is, is no condition. */
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
  `day(${date}) gt 31 or day(${date}) lt 1`,
  `day(${date}) le 0`,
  `not (month(${date}) le 12 or ${date} eq null or month(${date}) ne 13)`,
  `month(${date}) eq 2 and month(${date}) eq 3`,
  `length(${name}) lt 0 or ${date} eq 2026-01-01 and ${date} eq 2026-01-02`,
  `length(${name}) gt 3 and length(${name}) le 3`,
  `indexof(${name},'a') lt -1`,
  `year(${date}) gt 9999`,
  `year(${date}) lt 1`,
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
])('what is always true is no condition: %s', (filter) => {
  expect(evaluateNaively(entities, bindEntityQuery(type, `$filter=${filter}`))).toHaveLength(entities.length);
  expect(planOf(`${one} and (${filter})`)).toEqual(planOf(one));
});

it.each([
  `month(${date}) in (2,13) and year(${date}) eq 2024`,
  `month(${date}) eq 13 or ${date} eq 2026-11-26`,
  `${date} eq 2026-11-26 and day(${date}) le 31`,
  `month(${date}) eq 11 and day(${date}) gt 25 and day(${date}) lt 27`,
  `month(${date}) gt 1 and month(${date}) lt 12 and length(${name}) ge 0`,
  `month(${date}) eq null and day(${date}) eq null`,
  `month(${date}) eq null or month(${date}) ge 1`,
  `not (month(${date}) ge 1)`,
  `year(${date}) ge 1 and year(${date}) le 9999`,
  `length(${name}) eq 1 or length(${name}) eq 4`,
  `month(${date}) eq day(${date})`,
])('they bound no more than they say: %s', async (filter) => {
  const query = bindEntityQuery(type, `$filter=${one} and (${filter})`);
  const pages = await readPages(query, { rows, type, scope: () => scope, limit: 7 });
  const found = pages.flatMap(({ keys }) => keys);
  expectResult(found, entities, query);
  expect(found.length).toBeGreaterThan(0);
});
