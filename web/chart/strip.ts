import { svgElement } from '../page/elements.ts';

/** How a day of a report stands. */
export type DayState = 'there' | 'hole' | 'due' | 'none';

const size = 10;

/** A cell for each day: low where it is kept, tall where it is missing. */
export function strip(states: readonly DayState[]): SVGSVGElement {
  const shape = { viewBox: `0 0 ${states.length * size} 18`, preserveAspectRatio: 'none' };
  return svgElement(
    'svg',
    { class: 'strip', ...shape, 'aria-hidden': 'true', focusable: 'false' },
    ...states.map((state, at) => {
      const isHole = state === 'hole';
      return svgElement('rect', {
        class: state,
        x: at * size,
        y: isHole ? 0 : 4,
        width: size - 2,
        height: isHole ? 18 : 10,
      });
    }),
  );
}
