/** One operation of a recorded history; times in any unit, as long as it is one. */
export interface Recorded<O> {
  readonly invoked: number;
  /** Infinity when nobody knows whether it took effect, or when. */
  readonly returned: number;
  readonly operation: O;
}

/** What an object does by itself: every state the operation may lead to, none when it cannot have ended as it did. */
export interface SequentialModel<S, O> {
  readonly initial: S;
  step(state: S, operation: O): readonly S[];
  /** The same text for states that are the same. */
  keyOf(state: S): string;
}

/** The most states a search looks at; a history that needs more is beyond it. */
const mostStates = 2_000_000;

/**
 * Whether a history of one object is linearizable: whether every operation may have taken effect at one instant between
 * its beginning and its end (Herlihy and Wing, 1990; the search of Wing and Gong, 1993, that looks at no state twice, as Lowe
 * has it). An operation that never returned may never have taken effect.
 */
export function isLinearizable<S, O>(history: readonly Recorded<O>[], model: SequentialModel<S, O>): boolean {
  const sorted = history.toSorted((left, right) => left.invoked - right.invoked);
  const seen = new Set<string>();
  const stack: { readonly done: Uint8Array; readonly first: number; readonly state: S }[] = [
    { done: new Uint8Array(sorted.length), first: 0, state: model.initial },
  ];
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    const { done, state } = here;
    let { first } = here;
    while (first < sorted.length && done[first] === 1) first += 1;
    // What has returned before others began must come first.
    let soonest = Infinity;
    for (let at = first; at < sorted.length; at += 1) {
      const each = sorted[at]!;
      if (each.invoked > soonest) break;
      if (done[at] === 0) soonest = Math.min(soonest, each.returned);
    }
    if (soonest === Infinity) return true;
    for (let at = first; at < sorted.length && sorted[at]!.invoked <= soonest; at += 1) {
      if (done[at] === 1) continue;
      for (const next of model.step(state, sorted[at]!.operation)) {
        const after = done.slice();
        after[at] = 1;
        const key = `${first}:${Buffer.from(after.subarray(first))
          .toString('latin1')
          .replace(/(?<!\0)\0+$/, '')}:${model.keyOf(next)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (seen.size > mostStates) throw new Error('The history is too entangled to be checked');
        stack.push({ done: after, first, state: next });
      }
    }
  }
  return false;
}
