/** How long work without a pause may go on before others get their turn, in milliseconds. */
const turn = 4;

/** Units of work a request may do without ever waiting for others: more than a page of rows that are only read takes. */
const freeUnits = 500_000;

/** How many times as long as a turn the others may work, if they have to, before the next one. */
const shareOfOthers = 2;

/** Milliseconds of a round of the event loop below which nobody else had anything to do in it. */
const idle = 0.2;

/** Decides when work has gone on for so long that others get their turn. */
export interface Turns {
  /**
   * A look at the clock, `units` of a `Meter` after the look before it: undefined when work may go on, else what it has to
   * wait for first. `spent` is what the whole request has spent.
   */
  look(units: number, spent: number): Promise<void> | undefined;
  /** True when work that can be broken off should be, and look then; `spent` is what the whole request has spent. */
  isOver(spent: number): boolean;
}

interface Waiting {
  readonly spent: number;
  readonly goOn: () => void;
}

/**
 * Turns of one process, whichever request works: the time that counts is that of all work since the event loop last went
 * round. Requests that have spent little never wait. Of the others at most one goes on for each round: the one that has
 * spent least, or in every second turn the one that waits longest, so that none waits for ever. Before it goes on everybody
 * else has worked twice as long as the turn before it took, or had nothing left to do: a few large requests take a third of a
 * process that is busy, and all of one that is not. `now` is a clock in milliseconds, `later` runs a function when the event
 * loop has gone round.
 */
export function createTurns(
  now: () => number = () => performance.now(),
  later: (work: () => void) => void = setImmediate,
): Turns {
  const queue: Waiting[] = [];
  /** When the work of this round began. */
  let begun: number | undefined;
  /** Whether it is that of one who has waited; and up to when the time of this round is accounted for. */
  let [isGranted, accounted] = [false, 0];
  /** Milliseconds others may still work before the next one goes on. */
  let owed = 0;
  let isForLongest = true;

  const begin = (): void => {
    begun = accounted = now();
    later(round);
  };
  const next = (): Waiting | undefined => {
    isForLongest = !isForLongest;
    if (isForLongest) return queue.shift();
    const least = queue.reduce((best, each) => (each.spent < best.spent ? each : best));
    queue.splice(queue.indexOf(least), 1);
    return least;
  };
  function round(): void {
    const others = now() - accounted;
    begun = undefined;
    isGranted = false;
    owed = others < idle ? 0 : Math.max(0, owed - others);
    if (queue.length === 0) return;
    begin();
    if (owed > 0) return;
    isGranted = true;
    next()?.goOn();
  }
  const isOver = (spent: number): boolean => {
    if (begun === undefined) begin();
    return spent > freeUnits && now() - (begun ?? 0) >= turn;
  };
  return {
    isOver,
    look(_units, spent) {
      if (!isOver(spent)) return undefined;
      if (isGranted) {
        isGranted = false;
        accounted = now();
        owed = shareOfOthers * (accounted - (begun ?? accounted));
      }
      return new Promise((goOn) => queue.push({ spent, goOn }));
    },
  };
}

/** The turns of this process. */
export const processTurns: Turns = createTurns();
