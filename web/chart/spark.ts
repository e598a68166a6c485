import { area, line } from 'd3-shape';
import type { Figures } from '../figures/daily.ts';
import { svgElement } from '../page/elements.ts';

const pad = 4;

/** A line from zero without axes; its words stand beside it. */
export function spark(values: Figures, slot: string, width: number, height: number, isArea = false): SVGSVGElement {
  const greatest = Math.max(0, ...values.map((value) => value ?? 0)) || 1;
  const x = (at: number): number => pad + (at / Math.max(1, values.length - 1)) * (width - 2 * pad);
  const y = (value: number): number => pad + (height - 2 * pad) * (1 - value / greatest);
  const isThere = (value: number | null): boolean => value !== null;
  const path = line<number | null>()
    .defined(isThere)
    .x((_, at) => x(at))
    .y((value) => y(value ?? 0))
    .digits(1);
  const filled = area<number | null>()
    .defined(isThere)
    .x((_, at) => x(at))
    .y0(height - pad)
    .y1((value) => y(value ?? 0))
    .digits(1);
  const end = values.findLastIndex(isThere);
  const shape = { viewBox: `0 0 ${width} ${height}`, width, height, preserveAspectRatio: 'none' };
  return svgElement(
    'svg',
    { class: 'spark', ...shape, 'aria-hidden': 'true', focusable: 'false' },
    svgElement('line', { class: 'base', x1: 0, x2: width, y1: height - pad, y2: height - pad }),
    ...(isArea ? [svgElement('path', { class: `area c-${slot}`, d: filled(values) ?? '' })] : []),
    svgElement('path', { class: `line thin c-${slot}`, d: path(values) ?? '' }),
    ...(end < 0 ? [] : [svgElement('circle', { class: `end c-${slot}`, cx: x(end), cy: y(values[end] ?? 0), r: 3 })]),
  );
}
