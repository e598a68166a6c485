import type { ClauseTable } from '../../../local/docs/clause.ts';
import { advanced40 } from './advanced40.ts';
import { advanced401 } from './advanced401.ts';
import { intermediate40 } from './intermediate40.ts';
import { intermediate401 } from './intermediate401.ts';
import { jsonFormat } from './jsonFormat.ts';
import { minimal40 } from './minimal40.ts';
import { minimal401 } from './minimal401.ts';

export { leniencies } from './leniencies.ts';

/** The conformance levels in the order of the standard, and the JSON format. */
export const clauseTables: readonly ClauseTable[] = [
  minimal40,
  intermediate40,
  advanced40,
  minimal401,
  intermediate401,
  advanced401,
  jsonFormat,
];
