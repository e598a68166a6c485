import { line } from 'd3-shape';
import type { Figures } from '../figures/daily.ts';
import { svgElement } from '../page/elements.ts';
import type { ChartLine, ChartOptions } from './chartOptions.ts';
import { dateTicks } from './dateTicks.ts';
import { geometryOf, type Geometry } from './geometry.ts';
import { spread } from './spread.ts';
import { textWidth } from './textWidth.ts';

/** A chart that is drawn. */
export interface DrawnChart {
  readonly svg: SVGSVGElement;
  readonly geometry: Geometry;
  /** Marks a date; moved by whoever asks. */
  readonly cursor: SVGGElement;
}

/** Least distance of two labels at line ends. */
const labelGap = 17;
/** Lines of at most so many show the days behind their average. */
const fewLines = 2;

const pathOf = (values: Figures, { x, y }: Geometry): string =>
  line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value ?? 0))
    .digits(1)(values) ?? '';

function* background(
  id: string,
  { dates, step, hasWeekends, text, gaps, lines }: ChartOptions,
  geometry: Geometry,
): Iterable<SVGElement> {
  const { left, right, top, bottom, levels, greatest, x, y, height, widthOf } = geometry;
  const hatch = svgElement('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch' });
  const pattern = { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  yield svgElement('defs', {}, svgElement('pattern', pattern, hatch));
  if (hasWeekends)
    for (const [at, date] of dates.entries()) {
      const day = new Date(date).getUTCDay();
      // A weekend is one block; of the first a Sunday may be all there is.
      if (day !== 6 && (day !== 0 || at > 0)) continue;
      const from = Math.max(left, x(at - 0.5));
      yield svgElement('rect', {
        class: 'weekend',
        x: from,
        y: top,
        width: Math.max(0, Math.min(right, x(at + (day === 6 ? 1.5 : 0.5))) - from),
        height: bottom - top,
      });
    }
  for (const level of levels) {
    yield svgElement('line', {
      class: level === 0 ? 'base' : 'level',
      x1: left,
      x2: right,
      y1: y(level),
      y2: y(level),
    });
    yield svgElement(
      'text',
      { class: 'tick', x: left - 8, y: y(level) + 4, 'text-anchor': 'end' },
      text.axis(level, greatest),
    );
  }
  for (const tick of dateTicks(dates, step, geometry)) {
    yield svgElement('line', { class: 'base', x1: tick.x, x2: tick.x, y1: bottom, y2: bottom + 5 });
    if (tick.text !== undefined)
      yield svgElement('text', { class: 'tick', x: tick.x, y: height - 6, 'text-anchor': tick.anchor }, tick.text);
  }
  let free = left;
  for (const gap of gaps) {
    let end = gap.to + 1;
    while (end < dates.length - 1 && lines.every(({ values }) => (values[end] ?? null) === null)) end += 1;
    const [from, to] = [x(Math.max(0, gap.from - 1)), x(Math.min(dates.length - 1, end))];
    yield svgElement('rect', {
      class: 'missing',
      x: from,
      y: top,
      width: Math.max(to - from, 2),
      height: bottom - top,
      fill: `url(#${id})`,
    });
    const room = widthOf(gap.text, 'axis');
    const start = Math.min(Math.max((from + to) / 2 - room / 2, left), right - room);
    if (start < free) continue;
    free = start + room + 8;
    yield svgElement('text', { class: 'gap', x: start, y: top - 3 }, gap.text);
  }
}

function* strokes({ lines, hasPoints }: ChartOptions, geometry: Geometry): Iterable<SVGElement> {
  const isAlone = lines.length <= fewLines;
  for (const { slot, faint } of lines)
    if (faint !== undefined)
      yield svgElement('path', { class: `faint c-${slot}${isAlone ? ' on' : ''}`, d: pathOf(faint, geometry) });
  for (const { slot, values, before, name } of lines) {
    if (before !== undefined) yield svgElement('path', { class: `before c-${slot}`, d: pathOf(before, geometry) });
    yield svgElement('path', { class: `line c-${slot}`, d: pathOf(values, geometry), 'data-line': name });
    // A figure between two gaps would have no length; a chart of points shows each of its figures.
    for (const [at, value] of values.entries()) {
      const isLonely = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
      if (value !== null && (hasPoints || isLonely))
        yield svgElement('circle', { class: `dot c-${slot}`, cx: geometry.x(at), cy: geometry.y(value), r: 2.6 });
    }
  }
}

/** What all names end with behind a colon, such as ": active". */
function commonEnd(lines: readonly ChartLine[]): string {
  const [first = '', ...others] = lines.map(({ name }) => /: [^:]+$/.exec(name)?.[0] ?? '');
  return others.length > 0 && others.every((end) => end === first) ? first : '';
}

const isTooLong = (name: string, { labelRoom, widthOf }: Geometry): boolean => widthOf(name, 'label') > labelRoom + 0.5;

/** A name that fits: cut where it is too long. */
function shortened(name: string, geometry: Geometry): string {
  let text = name;
  for (let length = name.length - 1; length > 1 && isTooLong(text, geometry); length -= 1)
    text = `${name.slice(0, length)}…`;
  return text;
}

/** The ends of lines that have one: the newest figure and its place. */
function endsOf({ name, slot, values, before, past }: ChartLine) {
  return [
    { name, slot, values, isPast: false },
    ...(before && past ? [{ name: past, slot, values: before, isPast: true }] : []),
  ].flatMap((end) => {
    const at = end.values.findLastIndex((value) => value !== null);
    const value = end.values[at] ?? null;
    return value === null ? [] : [{ ...end, at, value }];
  });
}

function* labels({ lines, text }: ChartOptions, geometry: Geometry): Iterable<SVGElement> {
  const { x, y, top, bottom, right, isNarrow } = geometry;
  const ends = lines.flatMap(endsOf);
  const wanted = ends.map(({ value }) => y(value));
  // Where one has no room for it, all are without.
  const end = lines.some(({ name }) => isTooLong(name, geometry)) ? commonEnd(lines) : '';
  const placed = spread(wanted, labelGap, top + 2, bottom - 2);
  for (const [index, { name, slot, at, value, isPast }] of ends.entries()) {
    const [endY, labelY] = [wanted[index] ?? 0, placed[index] ?? 0];
    const [endX, labelX] = [x(at), right + (isNarrow ? 8 : 16)];
    const leader = `M${endX + 3} ${endY}C${endX + 10} ${endY} ${labelX - 10} ${labelY} ${labelX - 3} ${labelY}`;
    yield svgElement('path', { class: 'leader', d: leader });
    if (!isPast) yield svgElement('circle', { class: `end c-${slot}`, cx: endX, cy: endY, r: 3.5 });
    yield svgElement(
      'text',
      { class: isPast ? 'name past' : `name c-${slot}`, x: labelX, y: labelY + 4 },
      svgElement('tspan', {}, shortened(isPast ? name : name.slice(0, name.length - end.length), geometry)),
      ...(isNarrow || isPast ? [] : [svgElement('tspan', { class: 'figure', dx: 7 }, text.full(value))]),
    );
  }
}

/**
 * Draws a chart of lines. Colours, dashes and fonts are those of the style sheet, so that dark and forced colours need no
 * drawing anew.
 *
 * @param id of the chart; ids inside the drawing begin with it
 */
export function drawChart(id: string, options: ChartOptions, width: number): DrawnChart {
  const geometry = geometryOf(options, width, textWidth);
  const { height, top, bottom } = geometry;
  const dots = options.lines.map(({ slot }) => svgElement('circle', { class: `dot c-${slot}`, r: 4 }));
  const rule = svgElement('line', { y1: top, y2: bottom });
  const cursor = svgElement('g', { class: 'cursor', visibility: 'hidden' }, rule, ...dots);
  const svg = svgElement(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    ...background(`${id}-hatch`, options, geometry),
    ...strokes(options, geometry),
    ...labels(options, geometry),
    cursor,
  );
  return { svg, geometry, cursor };
}
