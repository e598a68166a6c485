/** Seconds in which a capacity of rows a second, at a time in milliseconds, takes so many rows. */
export function secondsFor(rows: number, perSecond: (time: number) => number): number {
  let [left, time] = [rows, 0];
  for (; left > 0; time += 10) left -= perSecond(time) / 100;
  return time / 1000;
}
