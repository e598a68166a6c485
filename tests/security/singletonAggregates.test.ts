/** A request to the singleton reads a set once for each different aggregate, of which there are twelve at most. */
import { model } from '../../shared/model/model.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { entityOf } from '../support/changes.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import { documentedBody, reports } from '../support/reports.ts';
import { reading } from '../support/reading.ts';
import { storageScope } from '../support/storageScope.ts';
import type { StartedApp } from '../support/testApp.ts';
import { writeEntities } from '../support/writeEntities.ts';

const set = 'office365ActiveUserCounts';

const rows = createMemoryRows();
let app: StartedApp & { readonly log: string[] };
beforeAll(async () => {
  app = await startInProcess({ rows });
  for (let count = 0; count < 3; count += 1) await reports(app).store(documentedBody);
});
afterAll(async () => await app.stop());

const storageRequests = (): number =>
  (JSON.parse(app.log.at(-1) ?? '{}') as { readonly storageRequests: number }).storageRequests;
const columns = (count: number, expression: (at: number) => string): string =>
  `$compute=${Array.from({ length: count }, (_, at) => `${expression(at)} as c${at}`).join(',')}`;
const post = async (options: string): Promise<Response> => await reading(app).query('reports', options);

test('all looks for a row that violates it, and reads no further', async () => {
  const many = 'office365GroupsActivityCounts';
  const type = model.find(({ name }) => name === many);
  if (type === undefined) throw new Error(many);
  const entities = Array.from({ length: 2500 }, (_each, at) =>
    entityOf(type, `id${String(at).padStart(4, '0')}`, { reportPeriod: at === 700 ? '7' : '30' }),
  );
  await writeEntities(rows, storageScope({ tenant: app.tenant }), type, entities);
  const answer = await post(`$compute=${many}/all(x:contains(x/reportPeriod,'3')) as c0&$select=c0`);
  expect(await answer.json()).toMatchObject({ c0: false });
  const { storageRequests: requests, storageRows } = JSON.parse(app.log.at(-1) ?? '{}') as Readonly<
    Record<string, number>
  >;
  expect(requests).toBe(1);
  expect(storageRows).toBeLessThanOrEqual(1000);
});

test('180 equal counts are one', async () => {
  const answer = await post(`${columns(180, () => `${set}/$count`)}&$select=c0,c179`);
  expect(await answer.json()).toMatchObject({ c0: 3, c179: 3 });
  expect(storageRequests()).toBe(1);
});

test('so are equal conditions, however they are written', async () => {
  const answer = await post(
    columns(60, (at) => `${set}/any(x:x/teams${' '.repeat(1 + (at % 3))}gt${' '.repeat(1 + (at % 2))}1)`),
  );
  expect(await answer.json()).toMatchObject({ c0: true, c59: true });
  expect(storageRequests()).toBe(1);
});

const filtered = (at: number): string => `${set}/$count($filter=teams gt ${at})`;

test.each([
  ['twelve', columns(12, filtered)],
  ['twelve of them, and each again', columns(24, (at) => filtered(at % 12))],
  ['eleven and a count of $expand', `${columns(11, filtered)}&$expand=${set}($count=true;$top=0)`],
  ['eleven and an expanded /$count', `${columns(11, filtered)}&$expand=${set}/$count`],
])('%s are answered', async (_what, options) => {
  expect((await post(options)).status).toBe(200);
});

test.each([
  ['thirteen', columns(13, filtered), '$compute'],
  ['180', columns(180, filtered), '$compute'],
  ['twelve and a count of $expand', `${columns(12, filtered)}&$expand=${set}($count=true)`, '$compute'],
  ['twelve and an expanded /$count', `${columns(12, filtered)}&$expand=${set}/$count`, '$compute'],
])('%s are 400', async (_what, options, target) => {
  await expectError(await post(options), 'tooManyTermsInQuery', { target, message: /12 different aggregates/ });
});

test('so are thirteen counts of $expand, before anything is read', async () => {
  const { value } = await reading(app).json('');
  const sets = value.flatMap(({ kind, name }) => (kind === 'EntitySet' ? [String(name)] : []));
  const expand = (count: number): string =>
    `$expand=${sets
      .slice(0, count)
      .map((name) => `${name}/$count`)
      .join(',')}`;
  expect((await post(expand(12))).status).toBe(200);
  await expectError(await post(expand(13)), 'tooManyTermsInQuery', { target: '$expand' });
  expect(storageRequests()).toBe(0);
});
