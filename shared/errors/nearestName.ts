/** Longest name that is held against others: the longest there may be (CSDL 4.01, 15.2). */
const longest = 128;

/**
 * How many characters of two texts differ, are missing, or stand in each other's place; Infinity where they are more than
 * `most`. Only characters that so few missing ones can bring together are compared.
 */
function distance(left: string, right: string, most: number): number {
  const { length } = right;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: length + 1 }, (_, index) => index);
  let leastBefore = 0;
  for (let at = 1; at <= left.length; at += 1) {
    const next = new Array<number>(length + 1).fill(Infinity);
    next[0] = at;
    let least = at;
    for (let to = Math.max(1, at - most); to <= Math.min(length, at + most); to += 1) {
      const isSame = left[at - 1] === right[to - 1];
      const isSwapped = to > 1 && left[at - 1] === right[to - 2] && left[at - 2] === right[to - 1];
      const differing = Math.min(
        (row[to] ?? 0) + 1,
        (next[to - 1] ?? 0) + 1,
        (row[to - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[to - 2] ?? 0) + 1 : Infinity,
      );
      next[to] = differing;
      least = Math.min(least, differing);
    }
    // What comes is counted from one of these two rows.
    if (least > most && leastBefore > most) return Infinity;
    [before, row, leastBefore] = [row, next, least];
  }
  return row[length] ?? 0;
}

/** The name somebody may have meant, in whatever case: one of three characters may differ, three at most. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let least = Infinity;
  for (const candidate of names) {
    const most = Math.min(3, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (Math.abs(candidate.length - name.length) > most) continue;
    const differing = distance(lower, candidate.toLowerCase(), most);
    if (differing <= most && differing < least) [nearest, least] = [candidate, differing];
  }
  return nearest;
}
