/** What was acknowledged and then deleted stays deleted, however late storage carries out the first try of its creation. */
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { type BatchRequest, batchPath } from '../support/batch.ts';
import { payload } from '../support/bulk.ts';
import { expectAgreement } from '../support/expectLinearizable.ts';
import { startInProcess } from '../support/inProcess.ts';
import { lateRows } from '../support/lateRows.ts';
import { documentedBody, pathOf, setPath } from '../support/reports.ts';

const insert = (method: string, path: string, body: unknown) => ({ method, path, body });
const each = (id: string, group?: string): BatchRequest => ({
  id,
  method: 'PATCH',
  url: pathOf(id),
  headers: { 'Content-Type': 'application/json' },
  body: documentedBody,
  ...(group !== undefined && { atomicityGroup: group }),
});
const inserts = {
  PATCH: insert('PATCH', pathOf('late'), documentedBody),
  PUT: insert('PUT', pathOf('late'), documentedBody),
  POST: insert('POST', setPath, { ...documentedBody, id: 'late' }),
  'a batch': insert('POST', batchPath, { requests: [each('late')] }),
  'an atomic group': insert('POST', batchPath, { requests: [each('other', 'g'), each('late', 'g')] }),
  'a bulk update': insert('PATCH', setPath, payload({ id: 'other' }, { id: 'late' })),
};

test.each(Object.entries(inserts))('an entity created by %s', async (_what, { method, path, body }) => {
  const rows = createMemoryRows();
  const late = lateRows(rows);
  const app = await startInProcess({ rows: late.rows });
  try {
    const deleteIt = async () => (await app.fetch(pathOf('late'), { method: 'DELETE' })).status;
    const stored = async () => (await app.fetch(pathOf('late'))).status;
    late.hold();
    const headers = { 'Content-Type': 'application/json' };
    const created = await app.fetch(path, { method, headers, body: JSON.stringify(body) });
    expect([200, 201]).toContain(created.status);
    expect([await stored(), await deleteIt(), await stored()]).toEqual([200, 204, 404]);
    expect(await late.release()).toMatchObject({ ok: false });
    expect(await stored()).toBe(404);
    await expectAgreement(rows, app.tenant);
  } finally {
    await app.stop();
  }
});
