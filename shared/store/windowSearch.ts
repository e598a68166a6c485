/** Values from `low` (inclusive) to `high` (exclusive), as numbers of a `ValueAxis`. */
export interface Window {
  readonly low: number;
  readonly high: number;
}

/** Rows a window is complete within: what one page of storage holds. */
export const windowLimit = 1000;

/** Rows a window should hold at most, below the limit because rows are not spread evenly. */
const maxTarget = 700;

/** How much wider the next window is, at most. */
const growth = 8;

/** Empty windows after which all that is left is tried at once. */
const maxEmpty = 3;

/** How far a walk downwards has come: everything from `high` on has been seen. */
export interface WindowSearch extends Window {
  /** Width of the next window. */
  readonly width: number;
  /** Rows the next window should hold. */
  readonly target: number;
  /** Windows in a row that were empty. */
  readonly empty: number;
  /** True when the rows just above `high` are known, so that their density is a good guess. */
  readonly dense: boolean;
  /** The highest value below `high` known to have rows: the newest row is searched for by halving from here. */
  readonly floor: number | undefined;
  /** Where the newest values are expected; above it there are none as a rule. */
  readonly expected: number;
}

/** What a window held. `newest` is the value of its newest row read; `more` tells that there are others above it. */
export type WindowResult =
  { readonly rows: 0 } | { readonly rows: number; readonly newest: number; readonly more: boolean };

/** Starts at the newest values, or `resumed` in the middle of the rows. `want` is the number of rows looked for. */
export function startSearch(range: Window, expected: number, want: number, resumed: boolean): WindowSearch {
  const from = Math.min(range.high, expected + 1);
  return {
    ...range,
    expected,
    width: range.high - from + 3,
    target: Math.min(maxTarget, Math.ceil(want * 1.3) + 10),
    empty: 0,
    dense: resumed,
    floor: undefined,
  };
}

/** The window to read next; none when everything has been seen. */
export function nextWindow({ low, high, width, floor, expected }: WindowSearch): Window | undefined {
  if (high <= low) return undefined;
  if (floor === undefined) return { low: Math.max(low, high - width), high };
  // What lies above the expected newest value is most likely nothing: one request instead of many halvings.
  if (floor <= expected && expected + 1 < high) return { low: expected + 1, high };
  return { low: high - Math.ceil((high - floor) / 2), high };
}

/** What is known after a window was read. A window of one value is never given back with `more`: it is read to its end. */
export function afterWindow(search: WindowSearch, window: Window, result: WindowResult): WindowSearch {
  if (result.rows === 0) return afterEmpty(search, window);
  const { rows, newest, more } = result as Exclude<WindowResult, { rows: 0 }>;
  const span = newest - window.low + 1;
  const width = Math.max(1, Math.floor((span * search.target) / rows));
  if (more) {
    if (!search.dense || search.empty > 0) return { ...search, floor: newest };
    return { ...search, width: Math.min(width, Math.ceil((window.high - window.low) / 2)) };
  }
  const target = Math.min(maxTarget, search.target * 2);
  return {
    ...search,
    high: window.low,
    width: Math.min(width, span * growth),
    target,
    empty: 0,
    dense: true,
    floor: undefined,
  };
}

function afterEmpty(search: WindowSearch, { low: high, high: top }: Window): WindowSearch {
  const empty = search.empty + 1;
  const rest = search.dense || empty >= maxEmpty;
  const tried = Math.min(top, search.expected + 1) - high;
  return { ...search, high, empty, width: rest ? high - search.low : Math.max(1, tried) * growth };
}
