import type { Partition } from '../rows/rows.ts';

/** The turn of somebody who writes. */
export interface Turn {
  /** Gives it back while nothing of it is in storage: what was refused keeps no other waiting. */
  leave(): void;
  /** Has it once more for so many rows, before all who have had none; nothing to wait for where it was not given back. */
  again(rows: number): Promise<void>;
}

/** Does `work`, which writes so many rows, when callers leave room for it. A 503 when they do not in time. */
export async function inTurn<T>(partition: Partition, rows: number, work: (turn: Turn) => Promise<T>): Promise<T> {
  let leave = await partition.turn?.(rows);
  let isHeld = true;
  const turn: Turn = {
    leave() {
      leave?.();
      [leave, isHeld] = [undefined, false];
    },
    async again(count) {
      if (isHeld) return;
      leave = await partition.turn?.(count, true);
      isHeld = true;
    },
  };
  try {
    return await work(turn);
  } finally {
    turn.leave();
  }
}
