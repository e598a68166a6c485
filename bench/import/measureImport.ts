import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { model } from '../../shared/model/model.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { reportText } from '../night/reportText.ts';
import { tellParent } from '../subjects/tellParent.ts';
import { importInProcess } from './importInProcess.ts';

/** What an import took, in microseconds of CPU for each row: client, service and rows in memory together. */
export interface ImportCosts {
  /** Rows that were not there. */
  readonly created: number;
  /** The same file again. */
  readonly unchanged: number;
}

const rows = Number(process.env['BENCH_ROWS']);
const type = model.find(({ name }) => name === process.env['BENCH_REPORT']);
if (type === undefined) throw new Error('There is no such report.');
const file = path.join(process.env['BENCH_SCRATCH'] ?? '', `${type.name}.csv`);
const store = importInProcess(createMemoryRows(), '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c');

async function importAll(expected: 'created' | 'unchanged', count: number): Promise<number> {
  const began = process.cpuUsage();
  await store(file, expected, count);
  const { user, system } = process.cpuUsage(began);
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
