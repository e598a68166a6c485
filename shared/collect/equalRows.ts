import type { EntityType } from '../edm/entityType.ts';
import { placedId } from '../edm/placedId.ts';
import { ranksAbove, type Rank } from '../edm/rank.ts';
import { NumberList } from './numberList.ts';
import { TextNumbers } from './textNumbers.ts';

/** Tells the rows of a file that have equal natural ids apart. */
export interface EqualRows {
  /**
   * To be told of every row of the file, in its order, before the first one is asked for; absent where that is not needed,
   * because each row is kept.
   */
  readonly look?: (naturalId: string, rank: Rank, line: number) => void;
  /**
   * The id under which the row of a line is stored, asked of rows with equal ids in the order of the file and from the first
   * on; undefined when another row of the file stands for it.
   *
   * @param isOfNextKey none that was asked for before has this id
   */
  readonly next: (naturalId: string, line: number, isOfNextKey?: boolean) => string | undefined;
}

/** Every row is kept: among equals it has a place, in the order of the file. */
function placedRows(): EqualRows {
  const numbers = new TextNumbers();
  // How many more than one: most keys are of one row, and take no room here.
  const further = new NumberList();
  return {
    next(naturalId) {
      const known = numbers.size;
      const number = numbers.numberOf(naturalId);
      if (number === known) return naturalId;
      const more = further.at(number) + 1;
      further.set(number, more);
      return placedId(naturalId, more + 1);
    },
  };
}

/** One of equal rows is kept: the one that ranks highest, of those the last. */
function mergedRows(): EqualRows {
  const numbers = new TextNumbers();
  const kept: { readonly rank: Rank; readonly line: number }[] = [];
  return {
    look(naturalId, rank, line) {
      const number = numbers.numberOf(naturalId);
      const other = kept[number];
      if (other === undefined || !ranksAbove(other.rank, rank)) kept[number] = { rank, line };
    },
    next(naturalId, line) {
      const one = kept[numbers.numberOf(naturalId)];
      if (one === undefined) throw new Error('a row was asked for that was not looked at');
      return one.line === line ? naturalId : undefined;
    },
  };
}

/**
 * What becomes of rows of one file with equal keys. In details, and in totals whose key Microsoft Graph does not show, every
 * line is a row: the first has the natural id, behind those of the others stands their place, identical lines too. In
 * series and other totals one row stands for all: that of the newest report, among equals the last.
 */
export function equalRows({ hasPlaces }: EntityType): EqualRows {
  return hasPlaces === true ? placedRows() : mergedRows();
}
