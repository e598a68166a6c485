import { svgElement } from '../page/elements.ts';

/** A share of something as a bar; its figure stands beside it. */
export function bar(part: number, all: number, slot: string): SVGSVGElement {
  const share = all === 0 ? 0 : Math.min(100, Math.max(0, (100 * part) / all));
  return svgElement(
    'svg',
    { class: 'bar', width: '100%', height: 10, 'aria-hidden': 'true', focusable: 'false' },
    svgElement('rect', { class: 'track', y: 1, width: '100%', height: 8, rx: 1.5 }),
    svgElement('rect', { class: `fill c-${slot}`, y: 1, width: `${share}%`, height: 8, rx: 1.5 }),
  );
}
