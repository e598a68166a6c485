import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CollectFailure } from './collectFailure.ts';
import { concealedProperties } from './concealedProperties.ts';
import { matchHeader } from './matchHeader.ts';
import { readCsv, type CsvRecord } from './readCsv.ts';
import { readRow } from './readRow.ts';
import type { ReportRequest } from './reportRequests.ts';
import type { RowOutcome, SendRows } from './rowOutcome.ts';

/** What became of the rows of a report. */
export interface StoredReport {
  readonly rows: Record<RowOutcome['kind'], number>;
  /** Why rows failed, with the line of the file, as far as they are kept; without anything that stands in the file. */
  readonly problems: readonly string[];
  /** Properties whose names Graph conceals. */
  readonly concealed: readonly string[];
  /** Columns the model does not have, as far as they are kept; they are not stored. */
  readonly unknownColumns: readonly string[];
  /** Why rows further on were not sent any more. */
  readonly stopped?: string;
}

/** Most rows and characters of one request; the service takes 1,000 and 4 MiB. */
const most = { rows: 500, characters: 1_000_000 };
/** Most problems that are kept of one report; the others are counted. The same for unknown columns. */
const maxProblems = 5;

/** The header line decides what the file is: an error page or another report has not the columns of the natural key. */
function readHeader({ type, call }: ReportRequest, header: readonly string[] | undefined) {
  const match = matchHeader(type, header ?? []);
  if (match.missing.length === 0) return match;
  const missing = match.missing.map((name) => `'${name}'`).join(', ');
  throw new CollectFailure(`What Graph gave for ${call} is not its CSV: the column ${missing} is missing.`);
}

/** Tells a row that came before from one that says something else of the same. */
function repetitions() {
  const seen = new Map<string, string>();
  return (id: string, json: string): 'new' | 'same' | 'other' => {
    const digest = createHash('sha1').update(json).digest('base64');
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, digest);
    return earlier === undefined ? 'new' : earlier === digest ? 'same' : 'other';
  };
}

/**
 * Stores the rows of a report file under the ids of their natural keys. A row that cannot be read, that is not of the
 * period that was asked for, or that contradicts another of the file fails and keeps none else from being stored.
 *
 * @param pieces the file
 * @throws CollectFailure when it is not the report
 */
export async function storeReport(
  request: ReportRequest,
  pieces: readonly Uint8Array[],
  send: SendRows,
): Promise<StoredReport> {
  const { type, period } = request;
  const records = readCsv(Readable.from(pieces, { objectMode: false }));
  const first = await records.next();
  const { columns, unknown } = readHeader(request, first.done === true ? undefined : first.value.fields);
  const placeOf = new Map(columns.flatMap((column, at) => (column === undefined ? [] : [[column.name, at]])));
  const rows: StoredReport['rows'] = { created: 0, updated: 0, unchanged: 0, older: 0, failed: 0 };
  const problems: string[] = [];
  const concealed = concealedProperties(type);
  const kindOf = repetitions();
  let open: { readonly line: number; readonly json: string }[] = [];
  let characters = 0;
  let stopped: string | undefined;

  const fail = (line: number, reason: string): void => {
    rows.failed += 1;
    if (problems.length < maxProblems) problems.push(`line ${line}: ${reason}`);
  };
  const flush = async (): Promise<void> => {
    const sent = open;
    [open, characters] = [[], 0];
    if (sent.length === 0) return;
    try {
      for (const [at, outcome] of (await send(sent.map(({ json }) => json))).entries()) {
        if (outcome.kind === 'failed') fail(sent[at]?.line ?? 0, outcome.reason);
        else rows[outcome.kind] += 1;
      }
    } catch (error) {
      rows.failed += sent.length;
      stopped = `behind line ${(sent[0]?.line ?? 1) - 1}: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  /** Why a record cannot be sent; undefined when it can, or need not be. */
  const add = ({ line, fields }: CsvRecord): string | undefined => {
    const row = readRow(type, columns, fields);
    if (row.id === undefined) return row.problem;
    const valueOf = (name: string): string | undefined => fields?.[placeOf.get(name) ?? -1]?.trim();
    if (period !== undefined && valueOf(period.property) !== period.days) {
      return `is not of the period of ${period.days} days`;
    }
    concealed.look(valueOf);
    const kind = kindOf(row.id, row.json);
    if (kind === 'other') return 'contradicts an earlier row of the same natural key';
    if (kind === 'new') {
      open.push({ line, json: row.json });
      characters += row.json.length;
    }
    return undefined;
  };

  for await (const record of records) {
    const problem = add(record);
    if (problem !== undefined) fail(record.line, problem);
    if (open.length >= most.rows || characters >= most.characters) await flush();
    if (stopped !== undefined) break;
  }
  if (stopped === undefined) await flush();
  return {
    rows,
    problems,
    concealed: concealed.found(),
    unknownColumns: unknown.slice(0, maxProblems).map((title) => title.slice(0, 100)),
    ...(stopped !== undefined && { stopped }),
  };
}
