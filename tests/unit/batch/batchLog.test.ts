import { startInProcess } from '../../support/inProcess.ts';
import { jsonBatches } from '../../support/batch.ts';
import { newId } from '../../support/reports.ts';

interface Line {
  readonly message: string;
  readonly operation: string;
  readonly status: number;
  readonly requestId: string;
  readonly storageRequests: number;
  readonly traceId?: string;
}

test('one line for each request and one for the batch, which counts what all used of the storage', async () => {
  const app = await startInProcess();
  const set = 'office365ActiveUserCounts';
  const key = newId();
  await jsonBatches(app).send(
    [
      { id: '1', method: 'GET', url: `${set}/${key}` },
      { id: '2', atomicityGroup: 'g', method: 'PATCH', url: `${set}/${key}`, body: {} },
      { id: '3', atomicityGroup: 'g', method: 'PATCH', url: '$2', body: { teams: 1 } },
      { id: '4', method: 'GET', url: 'http://evil.example' },
    ],
    { traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` },
  );
  const lines = app.log.map((line) => JSON.parse(line) as Line).filter(({ message }) => message === 'request');
  const whole = lines.at(-1);
  expect(lines.map(({ operation, status }) => [operation, status])).toEqual(
    expect.arrayContaining([
      ['readEntity', 404],
      ['updateEntity', 201],
      ['updateEntity', 200],
      ['none', 400],
      ['batch', 200],
    ]),
  );
  expect(lines).toHaveLength(5);
  expect(whole?.operation).toBe('batch');
  // One read by the first request; one read and one transaction by the group, which looks first since when the set exists.
  expect(whole?.storageRequests).toBe(4);
  for (const { requestId, traceId } of lines.slice(0, -1)) {
    expect(requestId.replace(/\.\d$/, '')).toBe(whole?.requestId);
    expect(traceId).toBe('1'.repeat(32));
  }
  await app.stop();
});
