import { CollectFailure, timeIsOver } from '../collectFailure.ts';
import type { PropertyValue } from '../../edm/edmValue.ts';
import { downloadReport } from '../graph/downloadReport.ts';
import type { SpoolFolder } from '../graph/spoolFolder.ts';
import type { Spooled } from '../graph/spoolReport.ts';
import { lookAtFile, type FileContent } from '../file/lookAtFile.ts';
import { lookInOrder, type OrderedContent } from '../file/lookInOrder.ts';
import type { ReportFile } from '../file/reportFile.ts';
import { storeFile, type StoredFile } from '../file/storeFile.ts';
import type { AskService } from '../ledger/askService.ts';
import { noRows, type RowCounts } from '../ledger/ledgerEntry.ts';
import { openLedger, type OpenLedger } from '../ledger/openLedger.ts';
import { otherPeriods } from '../ledger/otherPeriods.ts';
import { storedDays } from '../ledger/storedDays.ts';
import type { SendRows } from '../rowOutcome.ts';
import type { ReportRequest } from '../graph/reportRequests.ts';
import { spareHeap } from '../memory/spareHeap.ts';

/** What became of a report file. */
export interface CollectedFile {
  /** What the run tells of it; not what its keys were told apart by, which is as large as the file has rows. */
  readonly content: Pick<FileContent, 'parts' | 'concealed' | 'columnWarnings'>;
  /** Days of which rows of it are there, and their refresh dates. */
  readonly days: readonly string[];
  readonly refreshDates: readonly string[];
  /** What became of the rows that this run sent or refused. */
  readonly rows: RowCounts;
  /** It had no rows. */
  readonly isEmpty: boolean;
  /** It was stored to its end, now or before. */
  readonly isWhole: boolean;
  readonly stopped?: string;
  readonly problems: readonly string[];
}

/** What a file is collected with. */
export interface FileTask {
  readonly origin: string;
  readonly token: () => Promise<string>;
  readonly spool: SpoolFolder;
  readonly ask: AskService;
  readonly send: SendRows;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Waits until a file of so many lines may be looked at and stored, if they are many; the result is called when it is. */
  readonly takeTurn: (lines: number) => Promise<() => void>;
  readonly onRow: (id: string, values: Readonly<Record<string, PropertyValue>>) => void;
}

const nothing = { rows: noRows(), problems: [], days: [], refreshDates: [] };

function told({ parts, concealed, columnWarnings }: FileContent): CollectedFile['content'] {
  return { parts, concealed, columnWarnings };
}

/** What the ledger keeps of what was odd. */
function warningsOf({ warnings }: FileContent, { problems, equals }: StoredFile): readonly string[] {
  return [
    ...warnings,
    ...problems,
    ...(equals === 0 ? [] : [`${equals} rows have the key of an earlier row of the file.`]),
  ];
}

function difference(after: RowCounts, before: RowCounts): RowCounts {
  const rows = noRows();
  for (const kind of Object.keys(rows) as (keyof RowCounts)[]) rows[kind] = after[kind] - before[kind];
  return rows;
}

async function storeLooked(
  file: ReportFile,
  content: OrderedContent,
  ledger: OpenLedger,
  { send, signal, onRow, ask }: FileTask,
): Promise<CollectedFile> {
  const before = ledger.counts();
  for (const { id, values } of await otherPeriods(ask, file.type, content.parts)) onRow(id, values);
  const over = (): string | undefined => (signal.aborted ? timeIsOver : undefined);
  const stored = await storeFile(file, {
    content,
    ledger,
    send,
    over,
    onRow,
    storedDays: async (days) => await storedDays(ask, file.type, days),
  });
  if (stored.isWhole) await ledger.finish(warningsOf(content, stored));
  const rows = difference(ledger.counts(), before);
  return { content: told(content), rows, isEmpty: false, ...stored };
}

async function storeSpooled(request: ReportRequest, { path, digest }: Spooled, task: FileTask): Promise<CollectedFile> {
  const { type, call, period } = request;
  const file: ReportFile = { type, path, name: `What Graph gave for ${call}`, period };
  // Rows of a detail are many, and in storage not in the order in which Graph writes them.
  const content: OrderedContent = await (type.shape === 'detail' ? lookInOrder : lookAtFile)(file, spareHeap);
  const { parts, rows } = content;
  if (rows === 0) return { ...nothing, content: told(content), isEmpty: true, isWhole: true };
  if (parts.length === 0) {
    throw new CollectFailure(`No row of what Graph gave for ${call} says of which date and period it is.`);
  }
  const ledger = await openLedger(
    task.ask,
    'collector',
    { report: type.name, digest, parts, startsOver: content.inOrder !== undefined },
    task.now,
  );
  // A detail of a date is the state of one night, which a later file of the same date does not tell better.
  if (type.shape === 'detail' && ledger.isSettled) {
    await ledger.touch();
    const dates = parts.map(({ refreshDate }) => refreshDate);
    return { ...nothing, content: told(content), days: dates, refreshDates: dates, isEmpty: false, isWhole: true };
  }
  return await storeLooked(file, content, ledger, task);
}

/**
 * Collects one report file: to disk, looked at whole, then stored, with its entries in the ledger. Nothing of it is left on
 * disk.
 *
 * @throws CollectFailure when nothing, or no more, of it could be stored
 */
export async function collectFile(request: ReportRequest, task: FileTask): Promise<CollectedFile> {
  const { origin, token, spool, signal } = task;
  const path = spool.newPath();
  try {
    const spooled = await downloadReport(origin, request, await token(), path, signal);
    const release = await task.takeTurn(spooled.lines);
    try {
      return await storeSpooled(request, spooled, task);
    } finally {
      release();
    }
  } finally {
    await spool.discard(path);
  }
}
