import { svgElement } from '../page/elements.ts';

/** A piece of a line, as it is in the chart; its room alone for a line that is not drawn. */
export function swatch(slot: string | undefined): SVGSVGElement {
  return svgElement(
    'svg',
    { class: 'swatch', width: 18, height: 10, 'aria-hidden': 'true', focusable: 'false' },
    ...(slot === undefined ? [] : [svgElement('line', { class: `line c-${slot}`, x1: 1, y1: 5, x2: 17, y2: 5 })]),
  );
}
