/** The backup docs/deploy.md describes: a set as CSV, and back by `npm run import`, in the running app. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import { documentedProperties, setPath } from '../support/reports.ts';
import { storeRows } from '../support/storeRows.ts';
import type { StartedApp } from '../support/testApp.ts';

let app: StartedApp;
let folder: string;
beforeAll(async () => {
  app = await connectOverHttp();
  folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.stop();
});

type Row = Readonly<Record<string, unknown>>;

async function readRows(): Promise<readonly Row[]> {
  const select = Object.keys(documentedProperties).join(',');
  const headers = { Accept: 'application/json;odata.metadata=none;IEEE754Compatible=true' };
  const response = await app.fetch(`${setPath}?$orderby=reportDate&$select=${select}`, { headers });
  return ((await response.json()) as { readonly value: readonly Row[] }).value;
}

async function bringBack(file: string): Promise<string> {
  const bootstrap = path.join(projectPaths.root, 'local', 'bootstrap.mjs');
  const target = ['--url', app.publicUrl, '--token', app.sign(), '--data', folder];
  const env = { ...process.env, npm_lifecycle_event: undefined };
  const child = spawn(process.execPath, [bootstrap, 'import', file, ...target], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  await once(child, 'exit');
  return output;
}

test('what is read as CSV comes back as it was, once', async () => {
  const ids = await storeRows(app, path.posix.basename(setPath), [
    documentedProperties,
    { ...documentedProperties, reportDate: '2022-10-20', teams: null, yammer: -1 },
    { ...documentedProperties, reportDate: '2022-10-21', exchange: 2 ** 53 - 1 },
  ]);
  const stored = await readRows();
  expect(stored).toHaveLength(3);
  const backup = await app.fetch(setPath, { headers: { Accept: 'text/csv' } });
  const file = path.join(folder, 'office365ActiveUserCounts.csv');
  writeFileSync(file, Buffer.from(await backup.arrayBuffer()));
  for (const id of ids) expect((await app.fetch(`${setPath}('${id}')`, { method: 'DELETE' })).status).toBe(204);
  expect(await readRows()).toEqual([]);

  expect(await bringBack(file)).toMatch(/^ {2}created +3$/m);
  expect(await readRows()).toEqual(stored);
});
