import { ticks } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { ChartOptions } from './chartOptions.ts';
import type { TextKind } from './textKind.ts';

/** Where things of a chart are, in CSS pixels. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly isNarrow: boolean;
  /** Greatest value that is drawn. */
  readonly greatest: number;
  /** Values of the axis. */
  readonly levels: readonly number[];
  /** Most room of a name at the end of a line. */
  readonly labelRoom: number;
  readonly widthOf: (text: string, kind: TextKind) => number;
  /** Place of a date by its index. */
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

/** The greatest value of a chart; 1 where all are 0. */
function greatestOf({ lines }: Pick<ChartOptions, 'lines'>): number {
  let greatest = 0;
  for (const { values, faint, before } of lines)
    for (const part of [values, faint ?? [], before ?? []])
      for (const value of part) if (value !== null && value > greatest) greatest = value;
  return greatest === 0 ? 1 : greatest;
}

/** Part of the width that names and figures at line ends may take. */
const mostOfWidth = { narrow: 0.36, wide: 0.42 } as const;

/**
 * Lays a chart out: axis from zero, room for labels at line ends.
 *
 * @param widthOf measures a text, in CSS pixels
 */
export function geometryOf(
  options: ChartOptions,
  width: number,
  widthOf: (text: string, kind: TextKind) => number,
): Geometry {
  const { lines, dates, text } = options;
  const isNarrow = width < 560;
  const height = isNarrow ? Math.min(options.height, 280) : options.height;
  const greatest = greatestOf(options) * 1.04;
  const unit = text.unitOf(greatest);
  const levels = ticks(0, greatest / unit, isNarrow || height < 250 ? 4 : 5).map((level) => level * unit);
  const widest = (texts: readonly string[], kind: TextKind): number =>
    Math.max(0, ...texts.map((one) => widthOf(one, kind)));
  const names = widest(
    lines.flatMap(({ name, past }) => [name, past ?? '']),
    'label',
  );
  const figures = isNarrow
    ? 0
    : widest(
        lines.map(({ values }) => text.full(values.findLast((v) => v !== null))),
        'figure',
      ) + 8;
  const labelRoom = Math.max(24, Math.min(names, width * (isNarrow ? mostOfWidth.narrow : mostOfWidth.wide) - figures));
  const left =
    widest(
      levels.map((level) => text.axis(level, greatest)),
      'axis',
    ) + 12;
  const right = width - labelRoom - figures - (isNarrow ? 12 : 20);
  const [top, bottom] = [18, height - 26];
  const count = dates.length;
  const xs = scaleLinear([0, Math.max(1, count - 1)], [left, right]);
  const ys = scaleLinear([0, greatest], [bottom, top]);
  const x = (at: number): number => (count === 1 ? (left + right) / 2 : xs(at));
  const y = (value: number): number => ys(value);
  return { width, height, left, right, top, bottom, isNarrow, greatest, levels, labelRoom, widthOf, x, y };
}
