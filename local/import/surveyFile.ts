import { createReadStream } from 'node:fs';
import type { FilePart } from '../../shared/collect/ledger/openLedger.ts';
import { concealedProperties } from '../../shared/collect/concealedProperties.ts';
import { equalRows, type EqualRows } from '../../shared/collect/equalRows.ts';
import { readCsv } from '../../shared/collect/readCsv.ts';
import { readRow, type ReportRow } from '../../shared/collect/readRow.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { rankOf } from '../../shared/edm/rank.ts';
import { tomorrow } from '../../shared/edm/tomorrow.ts';
import { partOf } from './partOf.ts';
import type { RecognisedType } from './recogniseType.ts';

/** What a file holds, before anything of it is stored. */
export interface Survey {
  /** What is odd about it, each in a sentence. */
  readonly warnings: readonly string[];
  /** Tells rows with equal keys apart when they are sent. */
  readonly equal: EqualRows;
  /** Of which periods and refresh dates its rows are. */
  readonly parts: readonly FilePart[];
  /** The days they are about, in order; the refresh dates where they are about no day. */
  readonly days: readonly string[];
  readonly isConcealed: boolean;
  /** It gives rows ids of their own: a copy of a set and no report. */
  readonly isCopy: boolean;
}

/** Gathers the parts of a file from its rows. */
function fileParts({ reportFunction }: EntityType) {
  const parts = new Map<string, { period: string | null; refreshDate: string; firstDay: string; lastDay: string }>();
  const days = new Set<string>();
  return {
    parts,
    days,
    look: (found: ReturnType<typeof partOf>, values: Extract<ReportRow, { json: string }>['values']): void => {
      if (found === undefined) return;
      const day = values[reportFunction?.newestFirst ?? ''];
      const about = typeof day === 'string' ? day : found.refreshDate;
      days.add(about);
      const name = `${found.period ?? ''} ${found.refreshDate}`;
      const part = parts.get(name);
      if (part === undefined) parts.set(name, { ...found, firstDay: about, lastDay: about });
      else if (about < part.firstDay) part.firstDay = about;
      else if (about > part.lastDay) part.lastDay = about;
    },
  };
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/**
 * Reads a file to its end before anything of it is stored.
 *
 * @throws CollectFailure when its bytes are no text
 */
export async function surveyFile(file: string, { type, columns, unknown }: RecognisedType): Promise<Survey> {
  const concealed = concealedProperties(type);
  const equal = equalRows(type);
  const latest = tomorrow(Date.now());
  const gathered = fileParts(type);
  const records = readCsv(createReadStream(file));
  await records.next();
  for await (const { fields, emptyTexts } of records) {
    const row = readRow(type, columns, fields, { emptyTexts });
    if (row.id === undefined) continue;
    concealed.look((name) => {
      const value = row.values[name];
      return typeof value === 'string' ? value : undefined;
    });
    gathered.look(partOf(type, row.values), row.values);
    if (!row.isNamed) equal.look?.(row.id, rankOf(type, row.values, latest));
  }
  const hidden = concealed.found().map((name) => type.properties[name]?.csvColumn ?? name);
  return {
    equal,
    parts: [...gathered.parts.values()],
    days: [...gathered.days].sort(),
    isConcealed: hidden.length > 0,
    isCopy: columns.some((column) => column?.name === 'id'),
    warnings: [
      ...(unknown.length === 0 ? [] : [`${type.name} has no column ${quoted(unknown)}; it is left out.`]),
      ...(hidden.length === 0
        ? []
        : [`Names are concealed in ${quoted(hidden)}: the hashes there are stored as they are.`]),
    ],
  };
}
