/**
 * The preference keep-newer of this service (RFC 7240): what is stored of a newer report stays as it is.
 * https://www.rfc-editor.org/rfc/rfc7240
 */
import { tomorrow } from '../../shared/edm/tomorrow.ts';
import { jsonBatches } from '../support/batch.ts';
import { answered, outcomes, payload } from '../support/bulk.ts';
import { startInProcess } from '../support/inProcess.ts';
import { newId, reports, setPath } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';

type Json = Readonly<Record<string, unknown>>;

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const keep = { Prefer: 'keep-newer' };
const stored = { reportRefreshDate: '2026-01-09', reportPeriod: '30', reportDate: '2026-01-05', teams: 5 };

/** Stores a row, sends another version of it, and tells what the answer and the row are then. */
async function meet(before: Json, sent: Json, headers: Readonly<Record<string, string>> = keep) {
  const { patch, get } = reports(app);
  const id = newId();
  await patch(id, before);
  const response = await patch(id, sent, headers);
  const text = await response.text();
  const row = (await (await get(id)).json()) as Json;
  return { id, response, text, body: (text === '' ? {} : JSON.parse(text)) as Json, row };
}

const later = tomorrow(Date.now() + 86_400_000);
const soon = tomorrow(Date.now());

test.each([
  ['an older refresh date', { reportRefreshDate: '2026-01-08', teams: 4 }, true],
  ['an older refresh date of a shorter period', { reportRefreshDate: '2026-01-08', reportPeriod: '7', teams: 4 }, true],
  ['a longer period of the same date', { reportPeriod: '180', teams: 4 }, true],
  ['a period that is no number of days', { reportPeriod: 'all', teams: 4 }, true],
  ['a refresh date after tomorrow', { reportRefreshDate: later, teams: 4 }, true],
  ['a newer refresh date', { reportRefreshDate: '2026-01-10', reportPeriod: '180', teams: 4 }, false],
  ['the refresh date of tomorrow', { reportRefreshDate: soon, teams: 4 }, false],
  ['a shorter period of the same date', { reportPeriod: '7', teams: 4 }, false],
  ['the same date and period', { ...stored, teams: 4 }, false],
  ['figures alone', { teams: 4 }, false],
  // An empty cell is as good as none.
  ['no refresh date', { reportRefreshDate: null, teams: 4 }, false],
  ['no period', { reportPeriod: null, teams: 4 }, false],
])('%s beside 2026-01-09 and 30 days', async (_what, sent, isOlder) => {
  const { response, body, row } = await meet(stored, sent);
  expect(response.status).toBe(200);
  expect(response.headers.get('preference-applied')).toBe('keep-newer');
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  expect(row).toMatchObject(isOlder ? stored : { ...stored, ...given });
  const { '@reports.outcome': outcome, ...entity } = body;
  expect(outcome).toBe(isOlder ? 'older' : undefined);
  expect(entity).toEqual(row);
});

test.each([
  ['nothing was said of its report', { reportDate: '2026-01-05', teams: 5 }, { ...stored, teams: 4 }],
  ['its refresh date is yet to come', { ...stored, reportRefreshDate: later }, { ...stored, teams: 4 }],
])('a row is replaced when %s', async (_what, before, sent) => {
  expect((await meet(before, sent)).row).toMatchObject(sent);
});

test('without it, and with keep-newer=false, a PATCH always applies, and null clears', async () => {
  for (const Prefer of [undefined, 'keep-newer=false', 'return=representation']) {
    const sent = { reportRefreshDate: '2026-01-01', teams: null };
    const { response, row } = await meet(stored, sent, Prefer === undefined ? {} : { Prefer });
    expect(row).toMatchObject({ ...stored, ...sent });
    expect(response.headers.get('preference-applied') ?? '').not.toContain('keep-newer');
  }
});

test('an empty cell erases no figure, and a row of blank cells changes nothing but its date', async () => {
  const blank = { ...stored, reportRefreshDate: '2026-01-10', teams: null, yammer: null };
  expect((await meet(stored, blank)).row).toMatchObject({ ...stored, reportRefreshDate: '2026-01-10', yammer: null });
  const products = { reportRefreshDate: '2026-01-09', assignedProducts: ['E5'], displayName: 'Ada' };
  const path = "/v1.0/office365ActiveUserDetail('x')";
  for (const body of [products, { ...products, assignedProducts: [], displayName: null }]) {
    const headers = { ...keep, 'Content-Type': 'application/json' };
    const response = await app.fetch(path, { method: 'PATCH', headers, body: JSON.stringify(body) });
    expect(await response.json()).toMatchObject(products);
  }
});

test('who asks for no content is told of an older row all the same, and of nothing else', async () => {
  const minimal = { Prefer: 'return=minimal, keep-newer' };
  const older = await meet(stored, { reportRefreshDate: '2026-01-01' }, minimal);
  expect([older.response.status, older.body['@reports.outcome']]).toEqual([200, 'older']);
  expect(older.response.headers.get('preference-applied')).toBe('keep-newer');
  expect(older.response.headers.get('etag')).toBe(older.row['@odata.etag']);
  const newer = await meet(stored, { reportRefreshDate: '2026-01-10' }, minimal);
  expect([newer.response.status, newer.text]).toEqual([204, '']);
  expect(newer.response.headers.get('preference-applied')).toBe('return=minimal, keep-newer');
});

test('a condition is judged first', async () => {
  const { response, row } = await meet(stored, { reportRefreshDate: '2026-01-01' }, { ...keep, 'If-Match': 'W/"x"' });
  expect([response.status, row['teams']]).toEqual([412, 5]);
});

test.each(['PUT', 'POST'])('%s has no use for it and does not acknowledge it', async (method) => {
  const id = newId();
  await reports(app).patch(id, stored);
  const path = method === 'PUT' ? `${setPath}/${id}` : setPath;
  const headers = { ...keep, 'Content-Type': 'application/json' };
  const body = '{"reportRefreshDate":"2026-01-01"}';
  const response = await app.fetch(path, { method, headers, body });
  expect(response.headers.get('preference-applied')).toBeNull();
  expect(await response.json()).toMatchObject({ reportRefreshDate: '2026-01-01', teams: null });
});

describe('in a delta payload', () => {
  const send = async (items: readonly Json[], Prefer: string, path = setPath) =>
    await app.fetch(path, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Prefer },
      body: JSON.stringify(payload(...items)),
    });
  const day = (at: number) =>
    `2024-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;

  test.each(['keep-newer', 'continue-on-error, keep-newer'])('each row by itself (Prefer: %s)', async (Prefer) => {
    const prefix = newId();
    const row = (at: number, refreshed: string, teams: number | null) => ({
      id: `${prefix}${at}`,
      reportDate: day(at),
      reportRefreshDate: refreshed,
      reportPeriod: '7',
      teams,
    });
    const first = await send([row(0, '2026-01-09', 1), row(1, '2026-01-09', 2), row(2, '2026-01-09', 3)], Prefer);
    expect(first.headers.get('preference-applied')).toMatch(/(?:^|, )keep-newer$/);
    const answer = await answered(
      await send(
        [
          row(0, '2026-01-08', 9),
          row(1, '2026-01-10', 9),
          row(2, '2026-01-09', null),
          row(3, '2026-01-09', 4),
          // Two versions of one row: the later one counts against what the one before left.
          row(3, '2026-01-01', 8),
        ],
        Prefer,
      ),
    );
    expect(outcomes(answer)).toEqual(['older', 'updated', 'unchanged', 'created', 'older']);
    expect(answer.value.map(({ teams }) => teams)).toEqual([1, 9, 3, 4, 4]);
  });

  test('return=minimal tells what was older', async () => {
    const id = newId();
    await reports(app).patch(id, stored);
    const items = [
      { id, reportRefreshDate: '2026-01-01' },
      { id: newId(), ...stored },
    ];
    const response = await send(items, 'return=minimal, keep-newer, continue-on-error');
    const { value } = await answered(response);
    expect(value).toMatchObject([{ id, '@reports.outcome': 'older', reportRefreshDate: '2026-01-09' }]);
    const none = await send([{ id: newId(), ...stored }], 'return=minimal, keep-newer');
    expect([none.status, none.headers.get('preference-applied')]).toEqual([204, 'return=minimal, keep-newer']);
  });

  test.each(['dry-run', 'dry-run, continue-on-error'])(
    'nothing is written when it is asked what would become of the rows (Prefer: keep-newer, %s)',
    async (Prefer) => {
      const [kept, cleared, absent] = [newId(), newId(), newId()];
      for (const id of [kept, cleared]) await reports(app).patch(id, stored);
      const texts = async () =>
        await Promise.all([kept, cleared, absent].map(async (id) => await reports(app).stored(id)));
      const before = await texts();
      const items = [
        { id: kept, reportRefreshDate: '2026-01-01', teams: 9 },
        { id: kept, reportRefreshDate: '2026-01-10', teams: 9 },
        { id: kept, teams: null },
        { '@removed': { reason: 'deleted' }, id: cleared },
        { ...stored, id: absent },
        { id: absent, teams: 6 },
        { '@removed': { reason: 'deleted' }, id: absent },
        ...(Prefer.includes('continue') ? [{ id: newId(), teams: 'many' }] : []),
      ];
      const response = await send(items, `keep-newer, ${Prefer}`);
      expect(response.headers.get('preference-applied')).toMatch(/(?:^|, )keep-newer, dry-run$/);
      const told = outcomes(await answered(response));
      expect(told.slice(0, 4)).toEqual(['older', 'updated', 'unchanged', 'deleted']);
      // Items that undo each other come to nothing.
      expect(told.slice(4, 7)).toEqual(['unchanged', 'unchanged', 'unchanged']);
      expect(told.slice(7)).toEqual(items.slice(7).map(() => 'failed'));
      expect(await texts()).toEqual(before);
      // And so it comes, when it is meant.
      const meant = await send(items, `keep-newer, ${Prefer.replace('dry-run', 'dry-run=false')}`);
      expect(outcomes(await answered(meant))).toEqual(told);
      const after = await texts();
      expect(after.map((text, at) => text === before[at])).toEqual([false, false, true]);
    },
  );

  test('a removed row is removed', async () => {
    const id = newId();
    await reports(app).patch(id, stored);
    const removed = { '@removed': { reason: 'deleted' }, id };
    expect(outcomes(await answered(await send([removed], 'keep-newer')))).toEqual(['deleted']);
  });
});

test('in a batch, alone and in an atomic group, where the changes of a row follow each other', async () => {
  const id = newId();
  await reports(app).patch(id, stored);
  const headers = { 'Content-Type': 'application/json', ...keep };
  const patch = (name: string, body: Json, more: { readonly atomicityGroup?: string } = {}) => ({
    id: name,
    method: 'PATCH',
    url: `office365ActiveUserCounts('${id}')`,
    headers,
    body,
    ...more,
  });
  const group = { atomicityGroup: 'g' };
  const responses = await jsonBatches(app).send([
    patch('alone', { reportRefreshDate: '2026-01-01', teams: 1 }),
    patch('newer', { reportRefreshDate: '2026-01-11', teams: 2 }, group),
    patch('between', { reportRefreshDate: '2026-01-10', teams: 3 }, group),
  ]);
  const told = responses.map(({ body }) => body as Json);
  expect(told.map((body) => [body['@reports.outcome'], body['teams']])).toEqual([
    ['older', 5],
    [undefined, 2],
    ['older', 2],
  ]);
});
