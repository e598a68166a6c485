/** Storage may say that a range goes on where nothing of it is left: no walk takes that for rows behind it, nor for the end of other ranges. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../../../shared/store/rows/rows.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { rowsWith } from '../../../support/rowsWith.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const periods = ['180', '30', '7', '90'];
const dayOf = (at: number): string => dateFrom('2026-01-01', at);
const entities = periods.flatMap((reportPeriod, of) =>
  Array.from({ length: 16 }, (_, at) =>
    entityOf(type, `${(at * 7) % 16}-${reportPeriod}`, {
      reportPeriod,
      reportRefreshDate: dayOf(at % 4),
      userPrincipalName: `user${at % 5}`,
      displayName: `name ${(at * 3) % 5}`,
      sendCount: BigInt((at * 11 + of) % 16),
    }),
  ),
);
let looked: readonly number[] = [1000];
let turn = 0;
const memory = createMemoryRows({ walk: () => looked[(turn += 1) % looked.length] ?? 1000 });
const { tenant } = storageScope();
const scope = () => storageScope({ tenant, milliseconds: 600_000 });
beforeAll(async () => await writeEntities(memory, scope(), type, entities));

/** The same rows, of which each range has a continuation once more when all of it was given. */
const resting: Rows = rowsWith(memory, (partition) => ({
  async range(query) {
    const outcome = await partition.range(query);
    if (!outcome.ok || outcome.value.continuation !== undefined || query.continuation === query.to) return outcome;
    return { ok: true, value: { ...outcome.value, continuation: query.to } };
  },
}));

const each = "reportPeriod in ('180','30','7','90')";
const [first, second] = [dayOf(0), dayOf(2)];
const pairs = `(reportPeriod eq '180' and reportRefreshDate eq ${first}) or (reportPeriod eq '7' and reportRefreshDate eq ${second})`;
const many = Array.from(
  { length: 14 },
  (_, at) => `reportRefreshDate eq ${dayOf(at % 4)} and userPrincipalName eq 'user${at % 5}'`,
);

test.each([
  ['sorted, several ranges, a filter of storage', `${each} and sendCount gt 5&$orderby=sendCount`],
  ['sorted, several ranges, a filter of the service', `${each} and sendCount mod 3 eq 1&$orderby=sendCount`],
  ['sorted, several ranges, no filter', `${each}&$orderby=sendCount`],
  ['sorted, combinations', `(${pairs}) and sendCount gt 5&$orderby=sendCount`],
  ['sorted, by steps', "userPrincipalName eq 'user3'&$orderby=sendCount"],
  ['sorted, by steps and a filter of storage', "userPrincipalName eq 'user3' and sendCount gt 2&$orderby=sendCount"],
  ['several ranges', `${each} and sendCount gt 5`],
  ['combinations', `(${pairs}) and sendCount gt 5&$orderby=reportPeriod,reportRefreshDate desc,userPrincipalName`],
  ['many alternatives', `reportPeriod eq '30' and (${many.join(' or ')})`],
  ['steps', "userPrincipalName in ('user3','user4') and sendCount gt 2"],
  ['merged', `${each} and sendCount gt 5&$orderby=reportRefreshDate desc,userPrincipalName`],
  ['merged pairs', `${each} and reportRefreshDate in (${first},${second})&$orderby=userPrincipalName`],
  ['values learned', 'sendCount gt 5&$orderby=reportRefreshDate desc,userPrincipalName'],
  ['runs', `${each} and sendCount gt 5&$orderby=reportPeriod,displayName`],
  [
    'runs of ranges',
    "userPrincipalName in ('user1','user3','user4') and sendCount gt 2&$orderby=reportPeriod,displayName",
  ],
  ['runs that are merged', `${each} and sendCount gt 5&$orderby=reportRefreshDate desc,displayName`],
])('%s', async (_what, options) => {
  const query = bindEntityQuery(type, `$filter=${options}`);
  for (const [looks, limit] of [
    [[1000], 1000],
    [[3, 0, 11], 15],
  ] as const) {
    looked = looks;
    const pages = await readPages(query, { rows: resting, type, scope, limit });
    const found = pages.flatMap(({ keys }) => keys);
    expect(found.length).toBeGreaterThan(0);
    expectResult(found, entities, query);
    expect(await countMatches(resting, scope(), type, query)).toBe(found.length);
  }
});
