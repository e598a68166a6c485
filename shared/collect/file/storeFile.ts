import { ageProperty } from '../../edm/entityType.ts';
import type { PropertyValue } from '../../edm/edmValue.ts';
import { partOf } from '../partOf.ts';
import { readRow } from '../readRow.ts';
import { reasonOf } from '../../errors/reasonOf.ts';
import { rowUnderId } from './rowUnderId.ts';
import type { FilePart, OpenLedger } from '../ledger/openLedger.ts';
import type { SendRows } from '../rowOutcome.ts';
import { readingOf } from './lookAtFile.ts';
import type { OrderedContent } from './lookInOrder.ts';
import { presentDays } from './presentDays.ts';
import { readRecords, type FileRecord } from './readRecords.ts';
import type { ReportFile } from './reportFile.ts';
import { spareHeap } from '../memory/spareHeap.ts';

/** How far a file was stored. */
export interface StoredFile {
  /** To its end, every row stored or refused for good. */
  readonly isWhole: boolean;
  /** Why it was stopped before. */
  readonly stopped?: string;
  /** Why rows failed, with the line of the file, as far as they are kept; without anything that stands in the file. */
  readonly problems: readonly string[];
  /** Rows whose key another row of the file has. */
  readonly equals: number;
  /** Days of which rows of it are there, and their refresh dates; of a detail and a total both are the same. */
  readonly days: readonly string[];
  readonly refreshDates: readonly string[];
}

/** What stores a file. */
export interface StoreTask {
  readonly content: OrderedContent;
  readonly ledger: OpenLedger;
  readonly send: SendRows;
  /** Which of some days have rows, of whatever file; asked of those that a run before has done with. */
  readonly storedDays: (days: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Told of each row by its natural id, also of one that another row of the file stands for. */
  readonly onRow?: (id: string, values: Readonly<Record<string, PropertyValue>>) => void;
  /** Why the run is over; undefined while it is not. */
  readonly over: () => string | undefined;
}

/** Most rows and characters of one request; the service takes 1,000 and 4 MiB. */
const most = { rows: 250, characters: 1_000_000 };
/** Most problems that are kept of one file; the others are counted. */
const maxProblems = 5;
/** Rows after which the ledger is told how far it is, for a run that crashes. */
const saveAfter = 20_000;

/** A row of a piece: what is to be sent, or why it cannot be. */
interface PieceRow {
  readonly line: number;
  readonly part: Pick<FilePart, 'period' | 'refreshDate'> | undefined;
  readonly json?: string;
  /** The day it is about, by which its age is told. */
  readonly day?: PropertyValue;
  readonly problem?: string;
  /** Another row of the file stands for it. */
  readonly isMerged?: true;
}

/**
 * Stores the rows of a file that no run before has done with, piece by piece in the order they are sent in. A row that cannot be
 * read, or that is not of the period that was asked for, fails and keeps none else from being stored. A piece in which a
 * row fails for the moment counts as a whole as not stored: the next run begins with it.
 */
export async function storeFile(file: ReportFile, task: StoreTask): Promise<StoredFile> {
  const { type } = file;
  const { content, ledger, send, over, onRow, storedDays } = task;
  const age = ageProperty(type) ?? '';
  const problems: { readonly line: number; readonly problem: string }[] = [];
  let equals = 0;
  const present = presentDays();

  const read = (record: FileRecord): PieceRow => {
    const { line, fields, isOfNextKey } = record;
    const row = readRow(type, content.header.columns, fields, readingOf(file, record));
    if (row.id === undefined) return { line, part: undefined, problem: row.problem };
    const part = partOf(type, row.values);
    onRow?.(row.id, row.values);
    const id = content.equal.next(row.id, line, isOfNextKey);
    if (id !== row.id) equals += 1;
    if (id === undefined) return { line, part, isMerged: true };
    return { line, part, json: rowUnderId(row, id).json, day: row.values[age] ?? null };
  };

  /** Sends a piece; why it cannot be counted as done with, if so. */
  async function store(piece: readonly PieceRow[]): Promise<string | undefined> {
    const sent = piece.filter(({ json }) => json !== undefined);
    const outcomes = sent.length === 0 ? [] : await send(sent.map(({ json = '' }) => json));
    const open = outcomes.find((outcome) => outcome.kind === 'failed' && outcome.isTransient);
    if (open?.kind === 'failed') return open.reason;
    const outcomeOf = new Map(sent.map((row, at) => [row, outcomes[at]]));
    for (const row of piece) {
      const outcome = outcomeOf.get(row);
      if (outcome !== undefined) present.note(row, outcome);
      const problem = row.problem ?? (outcome?.kind === 'failed' ? outcome.reason : undefined);
      if (problem !== undefined) problems.push({ line: row.line, problem });
      ledger.count(row.part, row.isMerged === true ? 'older' : (outcome?.kind ?? 'failed'));
    }
    problems.sort((one, other) => one.line - other.line).splice(maxProblems);
    return undefined;
  }

  let [piece, characters, unsaved, at]: [PieceRow[], number, number, number] = [[], 0, 0, 0];
  let stopped: string | undefined;
  const flush = async (): Promise<void> => {
    const [{ line } = { line: 1 }] = piece;
    const before = content.inOrder === undefined ? `behind line ${line - 1}` : `behind ${at - piece.length} rows`;
    try {
      const reason = over() ?? (await store(piece));
      if (reason !== undefined) stopped = `${before}: ${reason}`;
    } catch (error) {
      stopped = `${before}: ${reasonOf(error)}`;
    }
    spareHeap();
    unsaved += piece.length;
    [piece, characters] = [[], 0];
    if (stopped !== undefined || unsaved < saveAfter) return;
    unsaved = 0;
    await ledger.save();
  };

  const { done } = ledger;
  for await (const record of readRecords(file.path, content.inOrder)) {
    at += 1;
    const row = read(record);
    // Read all the same, for the places of equal keys.
    if (at <= done) {
      present.noteEarlier(row);
      continue;
    }
    piece.push(row);
    characters += row.json?.length ?? 0;
    if (piece.length >= most.rows || characters >= most.characters) await flush();
    if (stopped !== undefined) break;
  }
  if (stopped === undefined && piece.length > 0) await flush();
  if (stopped !== undefined) await ledger.save();
  return {
    isWhole: stopped === undefined,
    ...(stopped !== undefined && { stopped }),
    problems: problems.map(({ line, problem }) => `line ${line}: ${problem}`),
    equals,
    ...(await present.found(storedDays)),
  };
}
