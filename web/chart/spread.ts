/**
 * Moves labels apart so that none lies on another: each as near as it can be to the height it is wanted at, in the same order.
 *
 * @param gap least distance of two
 * @returns heights between `low` and `high`, in the order of `wanted`; closer than `gap` only where they would not fit
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): readonly number[] {
  const order = wanted.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  const step = Math.min(gap, order.length < 2 ? gap : (high - low) / (order.length - 1));
  let least = low;
  for (const label of order) {
    label.y = Math.max(label.y, least);
    least = label.y + step;
  }
  let most = high;
  for (const label of order.reverse()) {
    label.y = Math.min(label.y, most);
    most = label.y - step;
  }
  const placed = new Array<number>(wanted.length);
  for (const { y, at } of order) placed[at] = y;
  return placed;
}
