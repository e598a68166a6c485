import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { dateFrom } from '../../support/dateFrom.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { scriptArguments } from '../../support/scriptArguments.ts';
import { unlessMissing } from '../../support/unlessMissing.ts';

/** 100,000 in the nightly run. */
const rows = Number(process.env['IMPORT_ROWS'] ?? 20_000);

/** Most memory of the process that imports, in MiB. */
const limit = 200;

const folder = mkdtempSync(path.join(tmpdir(), 'import-memory-'));
const stored = new Set<string>();

/** As much of the service as the import sees: the id of each row comes back, with what became of it. */
const server = http.createServer((request, response) => {
  void (async () => {
    if (request.method === 'GET' && request.url?.includes('?') === true) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"value":[]}');
      return;
    }
    if (request.url?.includes('(') === true) {
      // An entry of the ledger: there is none, and it is kept.
      response.writeHead(request.method === 'GET' ? 404 : 204).end();
      return;
    }
    const { value } = (await json(request)) as { readonly value: readonly { readonly id: string }[] };
    const items = value.map(({ id }) => {
      const isNew = !stored.has(id);
      stored.add(id);
      return { id, '@reports.outcome': isNew ? 'created' : 'unchanged' };
    });
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Preference-Applied': 'keep-newer' })
      .end(JSON.stringify({ value: items }));
  })();
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function writeReport(): string {
  const file = path.join(folder, 'report.csv');
  const day = (index: number): string => dateFrom('1900-01-01', index);
  const lines = Array.from({ length: rows }, (_, at) => `2026-11-26,${at},8,8,10,0,6,5,${day(at)},7`);
  writeFileSync(file, [documentedCsv['office365ActiveUserCounts'], ...lines].join('\r\n'));
  return file;
}

/** The most memory a running process has had so far, in MiB; 0 when it has just ended. */
function peakOf(pid: number): number {
  try {
    const [, kibibytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) / 1024;
  } catch {
    return 0;
  }
}

const missing = process.platform === 'linux' ? undefined : 'no /proc that tells the peak of another process';
unlessMissing(test, missing)(`${rows} rows take less than ${limit} MiB of memory`, async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`;
  const args = [...scriptArguments('import'), writeReport(), '--url', url, '--token', 't', '--data', folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 50);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(new RegExp(`created +${rows}\n.*unchanged +0\n.*failed +0`, 's')),
  ]);
  expect(stored.size).toBe(rows);
  expect(peak).toBeGreaterThan(20);
  expect(peak).toBeLessThan(limit);
});
