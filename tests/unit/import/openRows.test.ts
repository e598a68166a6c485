/** Rows that storage was too busy for, however often they were sent, leave their date incomplete. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recogniseFile } from '../../../local/import/recogniseFile.ts';
import { storeFile } from '../../../local/import/storeFile.ts';
import { lookInOrder } from '../../../shared/collect/file/lookInOrder.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { serviceOf } from '../../support/serviceOf.ts';
import type { StartedApp } from '../../support/testApp.ts';

const set = 'office365ServicesUserCounts';
const folder = mkdtempSync(path.join(tmpdir(), 'import-open-'));
let app: StartedApp;
beforeAll(async () => (app = await startInProcess()));
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const busy = {
  '@Core.DataModificationException': { failedOperation: 'upsert', responseCode: 503, info: { message: 'busy' } },
};
const answered = { 'Preference-Applied': 'keep-newer', 'Retry-After': '0' };

/** Imports the file; `isBusy` are rows that are refused for the moment. */
async function run(file: string, isBusy: boolean) {
  const header = await recogniseFile(model, file);
  const content = await lookInOrder({ type: header.type, path: file, name: file, header });
  const service = serviceOf(app, (url, { method }) =>
    isBusy && url.includes(`/${set}?`) && method === 'PATCH'
      ? Response.json({ value: [busy] }, { headers: answered })
      : undefined,
  );
  return await storeFile({ file, content }, service, false);
}
const first = async (name: string): Promise<unknown> => {
  const response = await app.fetch(`/v1.0/${name}`, { headers: { Accept: 'application/json' } });
  return ((await response.json()) as { readonly value: readonly unknown[] }).value[0];
};

test('and the reason is told, until the file is imported again', async () => {
  const file = path.join(folder, `${set}.csv`);
  writeFileSync(file, `${documentedCsv[set] ?? ''}\n2026-11-26,1${','.repeat(13)},7\n`);
  expect(await run(file, true)).toMatchObject({ isComplete: true, hasOpen: true, counts: { failed: 1 } });
  expect(await first('collectedReports')).toMatchObject({ complete: false });
  const lastReason = expect.stringMatching(/^Rows could not be stored for the moment/) as string;
  expect(await first('reportCoverage')).toMatchObject({ lastOutcome: 'failed', lastReason });
  expect(await run(file, false)).toMatchObject({ hasOpen: false, counts: { created: 1 } });
  expect(await first('collectedReports')).toMatchObject({ complete: true });
  expect(await first('reportCoverage')).toMatchObject({ lastOutcome: 'stored', lastReason: null });
});
