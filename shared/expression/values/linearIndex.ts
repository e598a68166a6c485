/** For each length of a beginning of what is sought: the longest shorter beginning it ends with. */
function borders(sought: ArrayLike<number>): Int32Array {
  const border = new Int32Array(sought.length + 1);
  let matched = 0;
  for (let at = 1; at < sought.length; at += 1) {
    while (matched > 0 && sought[at] !== sought[matched]) matched = border[matched] ?? 0;
    if (sought[at] === sought[matched]) matched += 1;
    border[at + 1] = matched;
  }
  return border;
}

/**
 * The first place at which a sequence has all that is sought, else -1: in a time that grows with the sum of both lengths and
 * no faster, whatever is in them (Knuth, Morris, Pratt 1977). Of numbers, because to ask a function what is the same takes
 * ten times as long.
 */
export function linearIndex(sequence: ArrayLike<number>, sought: ArrayLike<number>): number {
  if (sought.length === 0) return 0;
  if (sought.length > sequence.length) return -1;
  const border = borders(sought);
  let matched = 0;
  for (let at = 0; at < sequence.length; at += 1) {
    while (matched > 0 && sequence[at] !== sought[matched]) matched = border[matched] ?? 0;
    if (sequence[at] === sought[matched]) matched += 1;
    if (matched === sought.length) return at + 1 - sought.length;
  }
  return -1;
}
