import path from 'node:path';
import { noRows, type RowCounts } from '../../shared/collect/ledger/ledgerEntry.ts';
import type { SendRows } from '../../shared/collect/rowOutcome.ts';
import type { BackedUpSet } from './backupManifest.ts';
import { readPartFile } from './partFile.ts';

/** How many rows came to what. */
export type RestoreCounts = RowCounts & { skipped: number };

/** A set that is being restored. */
export interface RestoreTask {
  readonly folder: string;
  readonly set: BackedUpSet;
  readonly send: SendRows;
  /** Rows that are there and shall stay as they are. */
  readonly isKept: (id: string) => boolean;
  /** What a line is sent as; as it is unless given. */
  readonly prepare?: (line: string) => string;
  /** Rows an earlier run has done with. */
  readonly done: number;
  /** Told how many rows are done with, and the last of them that is there, if any of this run is. */
  readonly onDone: (rows: number, last: string | undefined) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Most rows and characters of one request; the service takes 1,000 and 4 MiB. */
const most = { rows: 500, characters: 1_000_000 };

/**
 * The last state of every entity, each once: the parts are read from the newest to the oldest, and what a newer one tells of
 * an entity counts. Kept in memory are the ids in parts of changes, and those of no full one.
 */
async function* lastStates(folder: string, { parts }: BackedUpSet): AsyncGenerator<{ id: string; line: string }> {
  const told = new Set<string>();
  for (const { file, kind } of [...parts].reverse()) {
    for await (const line of readPartFile(path.join(folder, file))) {
      const { id, ...item } = JSON.parse(line) as { readonly id: string; readonly '@removed'?: unknown };
      if (told.has(id)) continue;
      if (kind === 'changes') told.add(id);
      if (item['@removed'] === undefined) yield { id, line };
    }
  }
}

/**
 * Sends the rows of a set, and tells what became of each. Rejects when a request fails as a whole; what was done until then
 * was told.
 */
export async function restoreSet(task: RestoreTask): Promise<{ counts: RestoreCounts; failures: readonly string[] }> {
  const { folder, set, send, isKept, onDone, signal, prepare = (line: string): string => line } = task;
  const counts: RestoreCounts = { ...noRows(), skipped: 0 };
  const failures: string[] = [];
  let last: string | undefined;
  let [rows, characters, at]: [{ id: string; line: string }[], number, number] = [[], 0, 0];
  const flush = async (): Promise<void> => {
    const outcomes = rows.length === 0 ? [] : await send(rows.map(({ line }) => prepare(line)));
    for (const [index, { id }] of rows.entries()) {
      const outcome = outcomes[index];
      const kind = outcome?.kind ?? 'failed';
      counts[kind] += 1;
      if (kind !== 'failed' && kind !== 'expired' && kind !== 'forgotten') last = id;
      if (outcome?.kind === 'failed' && failures.length < 20) failures.push(`${id}: ${outcome.reason}`);
    }
    [rows, characters] = [[], 0];
    await onDone(at, last);
  };
  for await (const row of lastStates(folder, set)) {
    at += 1;
    if (at <= task.done) continue;
    if (isKept(row.id)) {
      counts.skipped += 1;
      last = row.id;
      continue;
    }
    rows.push(row);
    characters += row.line.length;
    if (rows.length < most.rows && characters < most.characters) continue;
    await flush();
    signal?.throwIfAborted();
  }
  await flush();
  return { counts, failures };
}
