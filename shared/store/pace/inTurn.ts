import type { Partition } from '../rows/rows.ts';

/** Does `work`, which writes so many rows, when callers leave room for it. A 503 when they do not in time. */
export async function inTurn<T>(partition: Partition, rows: number, work: () => Promise<T>): Promise<T> {
  const leave = await partition.turn?.(rows);
  try {
    return await work();
  } finally {
    leave?.();
  }
}
