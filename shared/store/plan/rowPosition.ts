import { ODataError } from '../../errors/odataError.ts';
import type { KeyRange } from '../keyRange.ts';
import type { Position } from '../entityQuery.ts';

/** A place among rows: behind a row, or at the first row not looked at. */
export interface RowPosition {
  readonly rowKey: string;
  readonly exclusive: boolean;
}

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

/** Writes a place among rows. */
export function toPosition({ rowKey, exclusive }: RowPosition): Position {
  return [exclusive ? 'after' : 'at', rowKey];
}

/** Reads a place among the rows of a range; throws a 400 for any other. */
export function fromPosition(position: Position, { from, to }: KeyRange): RowPosition {
  const [kind, rowKey] = position;
  if (position.length !== 2 || rowKey === undefined || (kind !== 'after' && kind !== 'at')) throw foreignPosition();
  if (rowKey < from || rowKey >= to || !rowKey.isWellFormed()) throw foreignPosition();
  return { rowKey, exclusive: kind === 'after' };
}
