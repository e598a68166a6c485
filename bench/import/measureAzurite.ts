import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { model } from '../../shared/model/model.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { inParallel } from '../../shared/time/inParallel.ts';
import { maxOperations, type RowOperation, type Rows } from '../../shared/store/rows/rows.ts';
import { reportText } from '../night/reportText.ts';
import { tellParent } from '../subjects/tellParent.ts';
import { benchScope } from '../workload/seedRows.ts';
import { storeSurely } from '../workload/storeSurely.ts';
import { importInProcess } from './importInProcess.ts';

/** What Azurite took of the same rows of storage, in rows a second. */
export interface AzuriteRates {
  /** As transactions that are ready to be sent. */
  readonly raw: number;
  /** By an import of a file. */
  readonly imported: number;
}

/** Transactions under way at a time: most that an import has. */
const atATime = 16;

const count = Number(process.env['BENCH_ROWS']);
const type = model.find(({ name }) => name === process.env['BENCH_REPORT']);
if (type === undefined) throw new Error('There is no such report.');
const report = type;
const { name } = type;
const file = path.join(process.env['BENCH_SCRATCH'] ?? '', `${name}.csv`);
const connected = connectTableRows({
  kind: 'connectionString',
  connectionString: process.env['ReportsStorage'] ?? '',
});

/** What the import sends of the report; its entries in the ledger are of another table. */
const sent: (readonly RowOperation[])[] = [];
const watched: Rows = {
  partition(scope, table) {
    const partition = connected.partition(scope, table);
    if (table !== name) return partition;
    return {
      ...partition,
      async transact(operations) {
        const outcome = await partition.transact(operations);
        if (outcome.ok) sent.push(operations);
        return outcome;
      },
    };
  },
  ping: (signal) => connected.ping(signal),
};
const store = importInProcess(watched, randomUUID());

async function rateOf(work: () => Promise<void>): Promise<number> {
  sent.length = 0;
  const began = performance.now();
  await work();
  return sent.reduce((sum, each) => sum + each.length, 0) / ((performance.now() - began) / 1000);
}

/** The rows of an import, under a tenant that has none, as full transactions. */
async function sendRaw(operations: readonly RowOperation[], tenant: string): Promise<number> {
  const scope = benchScope(tenant);
  const partition = connected.partition(scope, name);
  const groups = Array.from({ length: Math.ceil(operations.length / maxOperations) }, (_, at) =>
    operations.slice(at * maxOperations, (at + 1) * maxOperations),
  );
  const began = performance.now();
  await inParallel(groups, atATime, async (group) => await storeSurely(partition, group));
  return operations.length / ((performance.now() - began) / 1000);
}

/** Imports a file whose rows are not there. */
async function importNew(refreshDate: string, users = count): Promise<number> {
  await writeFile(file, reportText(report, { days: 30, users, refreshDate }));
  return await rateOf(() => store(file, 'created', users));
}

// The first makes the tables and warms up; the two that count have the rows sent raw between them.
await importNew('2026-11-20', Math.min(count, 500));
const before = await importNew('2026-11-23');
const operations = sent.flat();
const raws = [await sendRaw(operations, randomUUID()), await sendRaw(operations, randomUUID())];
const after = await importNew('2026-11-26');
await rm(file);
const mean = (one: number, other: number): number => (one + other) / 2;
tellParent({ raw: mean(raws[0] ?? NaN, raws[1] ?? NaN), imported: mean(before, after) });
