import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recogniseFile } from '../../local/import/recogniseFile.ts';
import { storeFile } from '../../local/import/storeFile.ts';
import { lookAtFile } from '../../shared/collect/file/lookAtFile.ts';
import { model } from '../../shared/model/model.ts';
import { createService } from '../../shared/service/createService.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { reportText } from '../night/reportText.ts';
import { tellParent } from '../subjects/tellParent.ts';

/** What an import took, in microseconds of CPU for each row: client, service and rows in memory together. */
export interface ImportCosts {
  /** Rows that were not there. */
  readonly created: number;
  /** The same file again. */
  readonly unchanged: number;
}

const rows = Number(process.env['BENCH_ROWS']);
const publicUrl = 'http://127.0.0.1';
const type = model.find(({ name }) => name === process.env['BENCH_REPORT']);
if (type === undefined) throw new Error('There is no such report.');
const file = path.join(process.env['BENCH_SCRATCH'] ?? '', `${type.name}.csv`);

const caller = {
  tenant: '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c',
  client: 'bench',
  permissions: { read: true, write: true, missingForDetails: [] },
};
const gate = {
  authenticate: async () => await Promise.resolve(caller),
  keysReachable: async () => await Promise.resolve(),
};
const log = { request: () => undefined, write: () => undefined };
const handle = createService({ model, store: createStore(createMemoryRows()), gate, publicUrl, log });

async function piecesOf<T>(body: AsyncIterable<T>): Promise<T[]> {
  const pieces: T[] = [];
  for await (const piece of body) pieces.push(piece);
  return pieces;
}

/** Hands a request to the service without a connection between the two. */
async function send(url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
  const sent = typeof body === 'string' ? new Blob([body]).stream() : null;
  const answer = await handle({ method, url, headers: new Headers(headers), body: sent });
  const { status, headers: answered, body: given } = answer;
  const isWhole = given === undefined || typeof given === 'string' || given instanceof Uint8Array;
  const pieces = isWhole ? [given ?? ''] : await piecesOf(given);
  return new Response(given === undefined ? null : await new Blob(pieces).text(), { status, headers: answered });
}

async function importAll(expected: 'created' | 'unchanged', count: number): Promise<number> {
  const began = process.cpuUsage();
  const header = await recogniseFile(model, file);
  const content = await lookAtFile({ type: header.type, path: file, name: file, header });
  const service = { root: `${publicUrl}/v1.0`, token: async () => await Promise.resolve(''), fetch: send };
  const { counts } = await storeFile({ file, content }, service, false);
  const { user, system } = process.cpuUsage(began);
  if (counts[expected] !== count) throw new Error(`Not every row was ${expected}: ${JSON.stringify(counts)}`);
  return (user + system) / count;
}

/** The first file warms up. */
const warming = Math.min(rows, 10_000);
await writeFile(file, reportText(type, { days: 30, users: warming, refreshDate: '2026-11-20' }));
await importAll('created', warming);
await writeFile(file, reportText(type, { days: 30, users: rows, refreshDate: '2026-11-25' }));
const costs: ImportCosts = { created: await importAll('created', rows), unchanged: await importAll('unchanged', rows) };
await rm(file);
tellParent({ ...costs });
