import { createReadStream } from 'node:fs';
import { readCsv, type CsvRecord } from '../../shared/collect/readCsv.ts';
import { readRow } from '../../shared/collect/readRow.ts';
import type { RowOutcome, SendRows } from '../../shared/collect/rowOutcome.ts';
import { maxFailures, noProgress, type ImportProgress } from './importProgress.ts';
import type { RecognisedType } from './recogniseType.ts';

/** An import, and what it is carried out with. */
export interface ImportTask {
  readonly file: string;
  readonly recognised: RecognisedType;
  readonly send: SendRows;
  /** Where an earlier run stopped. */
  readonly progress?: ImportProgress;
  /** Told whenever more rows are done with; rows are not sent on before it is fulfilled. */
  readonly onProgress?: (progress: ImportProgress) => Promise<void> | void;
  /** Stops the import after what is under way. */
  readonly signal?: AbortSignal;
}

/** Most rows and characters of one request; the service takes 1,000 and 4 MiB. */
const most = { rows: 500, characters: 1_000_000 };
/** Requests under way at a time. */
const concurrency = 4;

/** Rows that are sent together, in the order of the file. */
class Batch {
  readonly rows: { readonly line: number; readonly json: string }[] = [];
  readonly outcomes: { readonly line: number; readonly outcome: RowOutcome }[] = [];
  records = 0;
  bytes = 0;
  characters = 0;
  isDone = false;

  get isFull(): boolean {
    return this.records >= most.rows || this.characters >= most.characters;
  }
}

function failure(reason: string): RowOutcome {
  return { kind: 'failed', reason, isTransient: false };
}

const problemOf = ({ problem, found }: { readonly problem: string; readonly found?: string }): string =>
  found === undefined ? problem : `${problem}, not '${found}'`;

function addRecord(
  batch: Batch,
  { line, bytes, fields }: CsvRecord,
  { type, columns }: RecognisedType,
  lines: Map<string, number>,
): void {
  batch.records += 1;
  batch.bytes = bytes;
  const row = readRow(type, columns, fields);
  if (row.id === undefined) {
    batch.outcomes.push({ line, outcome: failure(problemOf(row)) });
    return;
  }
  const earlier = lines.get(row.id);
  if (earlier !== undefined) {
    batch.outcomes.push({ line, outcome: failure(`is the same row of the report as line ${earlier}`) });
    return;
  }
  lines.set(row.id, line);
  batch.rows.push({ line, json: row.json });
  batch.characters += row.json.length;
}

function conclude(progress: ImportProgress, { records, bytes, outcomes }: Batch): void {
  progress.rows += records;
  progress.bytes = bytes;
  for (const { line, outcome } of outcomes.sort((a, b) => a.line - b.line)) {
    progress.counts[outcome.kind] += 1;
    if (outcome.kind === 'failed' && progress.failures.length < maxFailures) {
      progress.failures.push({ line, reason: outcome.reason });
    }
  }
}

/**
 * Sends every row of a CSV file, several requests at a time, and returns how far it came: to the end, unless it was
 * stopped. The file is read as it is sent. Rejects when a request fails as a whole; what was done until then has been
 * told to `onProgress`.
 */
export async function importFile(task: ImportTask): Promise<ImportProgress & { readonly isComplete: boolean }> {
  const { recognised, send, signal, onProgress } = task;
  const progress = task.progress ?? noProgress();
  const begun = progress.rows;
  const batches: Batch[] = [];
  const underWay = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;

  async function sendBatch(batch: Batch): Promise<void> {
    const outcomes = batch.rows.length === 0 ? [] : await send(batch.rows.map(({ json }) => json));
    for (const [at, { line }] of batch.rows.entries()) {
      batch.outcomes.push({ line, outcome: outcomes[at] ?? failure('was not answered') });
    }
    batch.isDone = true;
    while (batches[0]?.isDone) {
      const [first] = batches.splice(0, 1);
      if (first !== undefined) conclude(progress, first);
    }
    await onProgress?.(progress);
  }

  async function launch(batch: Batch): Promise<void> {
    batches.push(batch);
    const sent: Promise<void> = sendBatch(batch)
      .catch((error: unknown) => {
        failed ??= { error };
      })
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
    if (underWay.size >= concurrency) await Promise.race(underWay);
  }

  let batch = new Batch();
  let record = -1;
  const lines = new Map<string, number>();
  for await (const next of readCsv(createReadStream(task.file))) {
    record += 1;
    if (record === 0) continue;
    if (record <= begun) {
      // Read all the same, to know the rows that must not come again.
      addRecord(new Batch(), next, recognised, lines);
      continue;
    }
    addRecord(batch, next, recognised, lines);
    if (!batch.isFull) continue;
    await launch(batch);
    batch = new Batch();
    if (signal?.aborted || failed !== undefined) break;
  }
  const isStopped = signal?.aborted === true || failed !== undefined;
  if (batch.records > 0 && !isStopped) await launch(batch);
  await Promise.all(underWay);
  if (failed !== undefined) throw failed.error;
  return { ...progress, isComplete: !isStopped };
}
