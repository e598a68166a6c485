import { ageProperty } from '../../shared/edm/entityType.ts';
import { noRows } from '../../shared/collect/ledger/ledgerEntry.ts';
import type { OrderedContent } from '../../shared/collect/file/lookInOrder.ts';
import { readRecords, type FileRecord } from '../../shared/collect/file/readRecords.ts';
import { partName, partOf } from '../../shared/collect/partOf.ts';
import { readRow, type ReportRow } from '../../shared/collect/readRow.ts';
import { rowUnderId } from '../../shared/collect/file/rowUnderId.ts';
import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import { isPresent } from '../../shared/collect/isPresent.ts';
import type { RowOutcome } from '../../shared/collect/rowOutcome.ts';
import { maxFailures, noProgress, type ImportProgress } from './importProgress.ts';

/** A row that is sent. */
export type SentRow = Extract<ReportRow, { readonly json: string }>;

/** An import, and what it is carried out with. */
export interface ImportTask {
  readonly file: string;
  /** What its columns are, what tells rows with equal keys apart, and the order in which they are sent. */
  readonly content: Pick<OrderedContent, 'header' | 'equal' | 'inOrder'>;
  /** Told of each row by its natural id, also of one that another row of the file stands for. */
  readonly onRow?: (row: Pick<SentRow, 'id' | 'values'>) => void;
  /** Sends rows and tells what became of each; rejects when that is not known of any. */
  readonly send: (rows: readonly SentRow[]) => Promise<readonly RowOutcome[]>;
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

/** Rows that are sent together, one behind the other in the order of the import. */
class Batch {
  readonly rows: { readonly line: number; readonly part: string; readonly row: SentRow }[] = [];
  readonly outcomes: {
    readonly line: number;
    readonly part: string;
    readonly outcome: RowOutcome;
    /** The day it is about, by which its age is told. */
    readonly day?: PropertyValue;
  }[] = [];
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

/** Reads a record into a batch, under an id that no other row of the file has unless it was given one. */
function addRecord(
  batch: Batch,
  { line, bytes, fields, emptyTexts, isOfNextKey }: FileRecord,
  { content: { header, equal }, onRow }: ImportTask,
): void {
  const { type, columns } = header;
  batch.records += 1;
  batch.bytes = bytes;
  const row = readRow(type, columns, fields, { emptyTexts });
  if (row.id === undefined) {
    batch.outcomes.push({ line, part: '', outcome: failure(problemOf(row)) });
    return;
  }
  const found = partOf(type, row.values);
  const part = found === undefined ? '' : partName(found);
  onRow?.(row);
  const id = row.isNamed ? row.id : equal.next(row.id, line, isOfNextKey);
  if (id === undefined) {
    // Another row of the file stands for it.
    batch.outcomes.push({ line, part, outcome: { kind: 'older' } });
    return;
  }
  batch.rows.push({ line, part, row: rowUnderId(row, id) });
  batch.characters += row.json.length;
}

function conclude(progress: ImportProgress, { records, bytes, outcomes }: Batch): void {
  progress.rows += records;
  progress.bytes = bytes;
  for (const { line, part, outcome, day } of outcomes.sort((a, b) => a.line - b.line)) {
    progress.counts[outcome.kind] += 1;
    const counts = (progress.parts[part] ??= noRows());
    counts[outcome.kind] += 1;
    if (typeof day === 'string' && isPresent(outcome)) progress.days[day] = true;
    if (outcome.kind === 'failed' && outcome.isTransient) progress.hasOpen = true;
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
  const { send, signal, onProgress, content } = task;
  const age = ageProperty(content.header.type) ?? '';
  const progress = task.progress ?? noProgress();
  const begun = progress.rows;
  const batches: Batch[] = [];
  const underWay = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;

  async function sendBatch(batch: Batch): Promise<void> {
    const outcomes = batch.rows.length === 0 ? [] : await send(batch.rows.map(({ row }) => row));
    for (const [at, { line, part, row }] of batch.rows.entries()) {
      const outcome = outcomes[at] ?? failure('was not answered');
      batch.outcomes.push({ line, part, outcome, day: row.values[age] ?? null });
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
  let record = 0;
  for await (const next of readRecords(task.file, content.inOrder)) {
    record += 1;
    if (record <= begun) {
      // Read all the same, to know the places of the rows that follow.
      addRecord(new Batch(), next, task);
      continue;
    }
    addRecord(batch, next, task);
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
