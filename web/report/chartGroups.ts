import type { LineFigures } from './lineFigures.ts';

/** A line below this share of the highest one is flat on its axis. */
const leastShare = 0.03;

const highest = ({ highest: top }: LineFigures): number => top?.value ?? 0;

/**
 * The lines of each chart: those of one unit have one axis, and lines that would be flat on it have a chart of their own.
 *
 * @returns charts, the one with the most important lines first
 */
export function chartGroups(lines: readonly LineFigures[]): readonly (readonly LineFigures[])[] {
  const units = new Map<string, LineFigures[]>();
  for (const line of lines) {
    const unit = line.column.unit ?? '';
    units.set(unit, [...(units.get(unit) ?? []), line]);
  }
  return [...units.values()].flatMap((group) => {
    const top = Math.max(...group.map(highest));
    const isSmall = (line: LineFigures): boolean => highest(line) < leastShare * top;
    const small = group.filter(isSmall);
    return small.length === 0 ? [group] : [group.filter((line) => !isSmall(line)), small];
  });
}
