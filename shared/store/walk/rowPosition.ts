import { ODataError } from '../../errors/odataError.ts';
import type { Position } from '../contract/entityQuery.ts';
import { hasGaps, hasSteps, type KeyScan, nextRange, wholeRange } from '../plan/keyScan.ts';
import { isPaceText } from '../plan/stepPace.ts';

/** A place among rows: behind a row, or at the first row not looked at. */
export interface RowPosition {
  readonly rowKey: string;
  readonly exclusive: boolean;
  /** Of a scan that steps over a part left open: how it went so far; see `StepPace`. */
  readonly pace?: string | undefined;
}

/** Longest row key, in UTF-16 units. */
const maxRowKey = 512;

// eslint-disable-next-line no-control-regex -- what no row key holds
const notInRowKeys = /[\u0000-\u001f/\\#?%\u007f-\u009f\ufffe\uffff]/;

/** The 400 for a paging token that does not belong to the request. */
export function foreignPosition(): ODataError {
  return new ODataError(
    'invalidSkipToken',
    'The paging token does not belong to this request; start again without it.',
    {
      target: '$skiptoken',
    },
  );
}

/** True for what may stand in a row key. */
export function isRowKeyText(text: string): boolean {
  return text.length <= maxRowKey && !notInRowKeys.test(text) && text.isWellFormed();
}

/** Writes a place among rows. */
export function toPosition({ rowKey, exclusive }: RowPosition, pace?: string): Position {
  return [exclusive ? 'after' : 'at', rowKey, ...(pace === undefined ? [] : [pace])];
}

/** Reads a place among the rows of a scan; throws a 400 for any other. */
export function fromPosition([kind, rowKey, pace, ...more]: Position, scan: KeyScan): RowPosition {
  if (rowKey === undefined || more.length > 0 || (kind !== 'after' && kind !== 'at')) throw foreignPosition();
  if (pace !== undefined && !(hasSteps(scan) && isPaceText(pace))) throw foreignPosition();
  if (!isPlace(rowKey, scan)) throw foreignPosition();
  return { rowKey, exclusive: kind === 'after', pace };
}

/** True when a walk of the scan can stand there: in one of its ranges or, where it steps or has gaps, anywhere between them. */
export function isPlace(rowKey: string, scan: KeyScan): boolean {
  const { from, to } = wholeRange(scan);
  if (!isRowKeyText(rowKey) || rowKey < from || rowKey >= to) return false;
  return hasSteps(scan) || hasGaps(scan) || nextRange(scan, rowKey)?.from === rowKey;
}
