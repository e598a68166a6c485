/** Patterns of dashes, in CSS pixels: lines can be told apart without their colours. */
const dashes: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 5],
  [14, 4],
  [2, 6],
  [8, 3, 2, 3, 2, 3],
];

/** How a line is drawn, by its place among the lines; the colours are those of the style sheet, for light and for dark. */
export function lineStyle(index: number): { readonly color: string; readonly dash: readonly number[] } {
  const place = index % dashes.length;
  const color = getComputedStyle(document.documentElement)
    .getPropertyValue(`--line-${place + 1}`)
    .trim();
  return { color, dash: dashes[place] ?? [] };
}
