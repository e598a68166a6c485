import { maxPageSize } from '../rows/rows.ts';

/** How often a row counts of an answer that has nothing of the result: there may be nothing far and wide. */
const inVain = 5;

/**
 * How many rows storage is asked for, so that as many as are wanted are among them, but few more: as many at first, then
 * more by those that were not of the result. They count twice, so that one answer more is enough where rows are spread evenly;
 * where they lie thin an answer holds as many as it can after a few.
 */
export class PageSizes {
  #found = 0;
  #lost = 0;

  /** Counts the rows of an answer, and those of them that are of the result. */
  count(rows: number, found: number): void {
    this.#found += found;
    this.#lost += found === 0 ? inVain * rows : rows - found;
  }

  /** The rows to ask for next. */
  next(wanted: number): number {
    const twice = 2 * this.#lost;
    const likely = wanted * (1 + twice / Math.max(this.#found, 1));
    return Math.min(Math.ceil(Math.max(likely, twice)), maxPageSize);
  }
}
