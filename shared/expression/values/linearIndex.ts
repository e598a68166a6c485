/** How places of a sequence and of what is sought in it compare. */
export interface Places {
  /** Whether the sequence has at one place what is sought at another. */
  readonly found: (at: number, wanted: number) => boolean;
  /** Whether what is sought is the same at two places of its own. */
  readonly repeated: (at: number, wanted: number) => boolean;
}

/** For each length of a beginning of what is sought: the longest shorter beginning it ends with. */
function borders(length: number, { repeated }: Places): Int32Array {
  const border = new Int32Array(length + 1);
  let matched = 0;
  for (let at = 1; at < length; at += 1) {
    while (matched > 0 && !repeated(at, matched)) matched = border[matched] ?? 0;
    if (repeated(at, matched)) matched += 1;
    border[at + 1] = matched;
  }
  return border;
}

/**
 * The first place at which a sequence has all that is sought, else -1: in a time that grows with the sum of both lengths and
 * no faster, whatever is in them (Knuth, Morris, Pratt 1977).
 */
export function linearIndex(length: number, wanted: number, places: Places): number {
  if (wanted === 0) return 0;
  if (wanted > length) return -1;
  const border = borders(wanted, places);
  let matched = 0;
  for (let at = 0; at < length; at += 1) {
    while (matched > 0 && !places.found(at, matched)) matched = border[matched] ?? 0;
    if (places.found(at, matched)) matched += 1;
    if (matched === wanted) return at + 1 - wanted;
  }
  return -1;
}
