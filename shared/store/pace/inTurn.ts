import type { Partition } from '../rows/rows.ts';

/** The turn of somebody who writes. */
export interface Turn {
  /** Gives it back while nothing of it is in storage: what was refused keeps no other waiting. */
  leave(): void;
  /** Has it once more for so many rows, before all who have had none; nothing to wait for where it was not given back. */
  again(rows: number): Promise<void>;
}

/**
 * Does `work`, which writes so many rows, when callers leave room for it. A 503 when they do not in time; `TooManyRows`, there or
 * by its turn, where it can be divided and storage takes fewer at once.
 */
export async function inTurn<T>(
  partition: Partition,
  rows: number,
  work: (turn: Turn) => Promise<T>,
  canDivide = false,
): Promise<T> {
  let leave = await partition.turn?.(rows, { canDivide });
  let isHeld = true;
  const turn: Turn = {
    leave() {
      leave?.();
      [leave, isHeld] = [undefined, false];
    },
    async again(count) {
      if (isHeld) return;
      leave = await partition.turn?.(count, { isAgain: true, canDivide });
      isHeld = true;
    },
  };
  try {
    return await work(turn);
  } finally {
    turn.leave();
  }
}
