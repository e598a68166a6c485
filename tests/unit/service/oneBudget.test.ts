/** All walks of a request draw on one budget: where nothing can be read it ends with a nextLink, or a 504 where there is no place. */
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { entityOf } from '../../support/changes.ts';
import { damagedRows } from '../../support/damagedRows.ts';
import { daysAgo } from '../../support/daysAgo.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { storageScope } from '../../support/storageScope.ts';
import { writeEntities } from '../../support/writeEntities.ts';

const mostRequests = 1000;
const rowsOfEach = 2500;
/** Storage that looks at one row for each answer, as if each took 5 s. */
const memory = createMemoryRows({ walk: () => 1 });
const rows = damagedRows(memory, () => true);
let app: Awaited<ReturnType<typeof startInProcess>>;
/** Where changes are followed from. */
let deltatoken = '';

beforeAll(async () => {
  app = await startInProcess({ rows });
  const latest = await (await app.fetch(`/v1.0/${groups.name}?$deltatoken=latest`)).text();
  deltatoken = /deltatoken=([^"&]+)/.exec(latest)?.[1] ?? '';
  const scope = storageScope({ tenant: app.tenant, milliseconds: 60_000 });
  const ids = Array.from({ length: rowsOfEach }, (_, at) => `row ${at}`);
  const date = daysAgo(1);
  const refreshed = { reportRefreshDate: date, reportPeriod: '7' };
  await writeEntities(
    memory,
    scope,
    groups,
    ids.map((id) => entityOf(groups, id, refreshed)),
  );
  await writeEntities(
    memory,
    scope,
    series,
    ids.map((id) => entityOf(series, id, { ...refreshed, reportDate: date })),
  );
});
afterAll(async () => {
  await app.stop();
});

const detail = "reports/getOffice365GroupsActivityDetail(period='D7')";
const days = "reports/getOffice365ActiveUserCounts(period='D7')";
const set = groups.name;

it.each([
  ['the newest date of a function', `${detail}?$format=application/json`, 504],
  ['a date of a function', `reports/getOffice365GroupsActivityDetail(date=${daysAgo(1)})`, 504],
  ['the newest day of a function', `${days}?$format=application/json`, 504],
  ['the number of rows of a function', `${detail}/$count`, 504],
  ['one entity of a function', `${detail}('row 1')`, 504],
  ['a function as CSV', `${detail}?$format=text/csv`, 504],
  ['whether there is one', `reports?$compute=${set}/any() as some`, 504],
  ['a page of a set', `${set}?$top=1`, 200],
  ['a page and the number of all', `${set}?$count=true`, 504],
  ['an order no index has', `${set}?$orderby=groupType`, 504],
  ['groups', `${set}?$apply=groupby((groupType))`, 504],
  ['changes', `${set}?$deltatoken=DELTA`, 200],
  ['the number of changes', `${set}/$count?$deltatoken=DELTA`, 504],
  ['one entity', `${set}('row 1')`, 500],
  ['a page of several values', `${set}?$filter=reportPeriod in ('7','30')&$orderby=reportRefreshDate desc`, 200],
])('%s', async (_name, path, status) => {
  const response = await app.fetch(encodeURI(`/v1.0/${path.replace('DELTA', deltatoken)}`));
  const text = await response.text();
  expect(`${response.status} ${text.slice(0, 300)}`).toMatch(new RegExp(`^${status} `));
  const { storageRequests: requests } = JSON.parse(app.log.at(-1)!) as { readonly storageRequests: number };
  expect(requests).toBeLessThanOrEqual(mostRequests + 12);
  if (status === 504) expect(response.headers.get('Retry-After')).not.toBeNull();
  if (status === 200) expect(text).toContain('nextLink');
});
