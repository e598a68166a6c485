import { createReadStream } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../shared/collect/readCsv.ts';
import type { HeaderMatch } from '../../shared/collect/matchHeader.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { recogniseType } from './recogniseType.ts';

/** The report type of a file, from its header line; see `recogniseType`. */
export async function recogniseFile(model: readonly EntityType[], file: string, named?: string): Promise<HeaderMatch> {
  for await (const { fields } of readCsv(createReadStream(file))) {
    if (fields === undefined) break;
    return recogniseType(model, fields, { fileName: path.basename(file), named });
  }
  throw new Error('The file is empty; that of a report without rows has its header line.');
}
