/** How long work without a pause may go on before others get their turn, in milliseconds. */
const turn = 10;

/** Decides when work has gone on for so long that others get their turn. */
export interface Turns {
  /**
   * A look at the clock, `units` of a `Meter` after the look before it: undefined when work may go on, else what it has to
   * wait for first. `spent` is what the whole request has spent.
   */
  look(units: number, spent: number): Promise<void> | undefined;
}

interface Waiting {
  readonly spent: number;
  readonly goOn: () => void;
}

/**
 * Turns of one process, whichever request works: the time that counts is that of all work since the event loop last went
 * round. Of those who wait one goes on for each round, the one that has spent least first, so that connections are served
 * between any two of them and small requests do not wait behind large ones. `now` is a clock in milliseconds, `later` runs
 * a function when the event loop has gone round.
 */
export function createTurns(
  now: () => number = () => performance.now(),
  later: (work: () => void) => void = setImmediate,
): Turns {
  const queue: Waiting[] = [];
  let begun: number | undefined;
  const begin = (): void => {
    begun = now();
    later(() => {
      begun = undefined;
      if (queue.length === 0) return;
      const least = queue.reduce((best, each) => (each.spent < best.spent ? each : best));
      queue.splice(queue.indexOf(least), 1);
      begin();
      least.goOn();
    });
  };
  return {
    look(_units, spent) {
      if (begun === undefined) begin();
      else if (now() - begun >= turn) return new Promise((goOn) => queue.push({ spent, goOn }));
      return undefined;
    },
  };
}

/** The turns of this process. */
export const processTurns: Turns = createTurns();
