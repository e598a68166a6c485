import { createReadStream } from 'node:fs';
import { concealedProperties } from '../../shared/collect/concealedProperties.ts';
import { equalRows, type EqualRows } from '../../shared/collect/equalRows.ts';
import { readCsv } from '../../shared/collect/readCsv.ts';
import { readRow } from '../../shared/collect/readRow.ts';
import { rankOf } from '../../shared/edm/rank.ts';
import { tomorrow } from '../../shared/edm/tomorrow.ts';
import type { RecognisedType } from './recogniseType.ts';

/** What a file holds, before anything of it is stored. */
export interface Survey {
  /** What is odd about it, each in a sentence. */
  readonly warnings: readonly string[];
  /** Tells rows with equal keys apart when they are sent. */
  readonly equal: EqualRows;
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
  const records = readCsv(createReadStream(file));
  await records.next();
  for await (const { fields, emptyTexts } of records) {
    const row = readRow(type, columns, fields, { emptyTexts });
    if (row.id === undefined) continue;
    concealed.look((name) => {
      const value = row.values[name];
      return typeof value === 'string' ? value : undefined;
    });
    if (!row.isNamed) equal.look?.(row.id, rankOf(type, row.values, latest));
  }
  const hidden = concealed.found().map((name) => type.properties[name]?.csvColumn ?? name);
  return {
    equal,
    warnings: [
      ...(unknown.length === 0 ? [] : [`${type.name} has no column ${quoted(unknown)}; it is left out.`]),
      ...(hidden.length === 0
        ? []
        : [`Names are concealed in ${quoted(hidden)}: the hashes there are stored as they are.`]),
    ],
  };
}
