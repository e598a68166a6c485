/** Values from `low` (inclusive) to `high` (exclusive), as numbers of a `ValueAxis`. */
export interface Window {
  readonly low: number;
  readonly high: number;
}

/** Rows a window should hold at most: less than a page of storage, because rows are not spread evenly. */
const maxTarget = 700;

/** Values below the newest one expected that the first window takes in, when a filter leaves few rows of each and else. */
const firstWidths = { filtered: 16, plain: 3 } as const;

/** How much wider the next window is, at most. */
const growth = 8;

/** Empty windows after which all that is left is tried at once. */
const maxEmpty = 3;

/** Values whose rows tell how many rows there are below, and the length of a gap that tells there are none. */
const evidence = 8;

/** How far a walk downwards has come: everything from `high` on has been seen. */
export interface WindowSearch extends Window {
  /** Where the newest values are expected; above it there are none as a rule. */
  readonly expected: number;
  /** Values the next window takes in. */
  readonly width: number;
  /** Rows the next window should hold. */
  readonly target: number;
  /** Windows in a row that were empty. */
  readonly empty: number;
  /** True when the rows just above `high` are known, so that their density is a good guess. */
  readonly dense: boolean;
  /** Most rows for each value seen where a window was too full; counts for less with every window that was not. */
  readonly peak: number;
  /** The highest value below `high` known to have rows: the newest row is searched for between them. */
  readonly floor: number | undefined;
  /** With a floor: the newest rows may well be where they are expected, so that a window there comes before halving. */
  readonly guess: boolean;
}

/** What is looked for, and what is known of it. */
export interface SearchOptions {
  /** Where the newest values are expected. */
  readonly expected: number;
  /** Rows looked for. */
  readonly wanted: number;
  /** Storage leaves out rows by other properties than the one whose values are walked. */
  readonly filtered: boolean;
  /** The rows just above are known. */
  readonly dense: boolean;
  /** Values the first window takes in, when a search goes on. */
  readonly width?: number;
}

/** Starts a search for rows of a range, highest values first. */
export function startSearch(range: Window, options: SearchOptions): WindowSearch {
  const { expected, wanted, filtered, dense } = options;
  const { plain } = firstWidths;
  const first = filtered ? Math.min(firstWidths.filtered, Math.max(plain, Math.ceil(wanted / 3))) : plain;
  return {
    ...range,
    expected,
    width: options.width ?? range.high - Math.min(range.high, expected + 1) + first,
    target: Math.min(maxTarget, Math.ceil(wanted * 1.3) + 10),
    empty: 0,
    dense,
    peak: 0,
    floor: undefined,
    guess: false,
  };
}

/** The window to read next; none when everything has been seen. */
export function nextWindow({ low, high, width, floor, guess, expected }: WindowSearch): Window | undefined {
  if (high <= low) return undefined;
  if (floor === undefined) return { low: Math.max(low, high - width), high };
  if (guess) return { low: Math.max(floor, Math.min(high, expected + 1) - width), high };
  // What lies above the expected newest value is most likely nothing: one request instead of many halvings.
  if (floor <= expected && expected + 1 < high) return { low: expected + 1, high };
  return { low: high - Math.ceil((high - floor) / 2), high };
}

/** What reading a window gave. */
export interface WindowResult {
  /** Rows read, lowest values first. */
  readonly rows: number;
  /** The value of the first row read; of no meaning without rows, like `newest`. */
  readonly oldest: number;
  /** The value of the last row read. */
  readonly newest: number;
  /** True when the window was too full to be read to its end; never of a window of one value. */
  readonly more: boolean;
}

/** What is known after a window was read. */
export function afterWindow(search: WindowSearch, window: Window, result: WindowResult): WindowSearch {
  if (result.rows === 0) return afterEmpty(search, window);
  return result.more ? afterTooFull(search, window, result) : afterWhole(search, window, result);
}

function afterEmpty(search: WindowSearch, { low: high, high: top }: Window): WindowSearch {
  const empty = search.empty + 1;
  const rest = search.dense || empty >= maxEmpty;
  const tried = Math.min(top, search.expected + 1) - high;
  return { ...search, high, empty, guess: false, width: rest ? high - search.low : Math.max(1, tried) * growth };
}

function afterTooFull(search: WindowSearch, { low, high }: Window, { rows, newest }: WindowResult): WindowSearch {
  const density = rows / (newest - low + 1);
  const peak = Math.max(search.peak, density);
  if (search.dense && search.empty === 0) {
    const width = Math.max(1, Math.floor(search.target / density));
    return { ...search, peak, width: Math.min(width, Math.ceil((high - low) / 2)) };
  }
  const guess = search.floor === undefined && search.empty === 0;
  return { ...search, peak, floor: newest, guess, width: Math.max(1, Math.floor(maxTarget / peak)) };
}

function afterWhole(search: WindowSearch, { low }: Window, { rows, oldest, newest }: WindowResult): WindowSearch {
  const span = newest - low + 1;
  const density = Math.max(rows / span, search.peak);
  const left = low - search.low;
  const isLittle = span >= evidence && left * density <= maxTarget;
  const isOver = (oldest - low) * 2 >= Math.max(span, evidence);
  const width = Math.min(Math.max(1, Math.floor(search.target / density)), span * growth);
  return {
    ...search,
    high: low,
    width: isLittle || isOver ? left : width,
    target: Math.min(maxTarget, search.target * 2),
    empty: 0,
    dense: true,
    peak: search.peak / 2,
    floor: undefined,
    guess: false,
  };
}
