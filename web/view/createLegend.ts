import { newElement } from './elements.ts';
import { lineStyle } from './lineStyle.ts';

const svg = 'http://www.w3.org/2000/svg';

/** A short piece of a line, drawn as it is in the chart. */
function sampleOf(index: number): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  const line = document.createElementNS(svg, 'line');
  const { color, dash } = lineStyle(index);
  const attributes = { x1: '0', y1: '5', x2: '28', y2: '5', 'stroke-width': '3', stroke: color };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
  line.setAttribute('stroke-dasharray', dash.join(' '));
  for (const [name, value] of [
    ['width', '28'],
    ['height', '10'],
    ['aria-hidden', 'true'],
  ] as const)
    picture.setAttribute(name, value);
  picture.append(line);
  return picture;
}

/**
 * Fills a list with a button for each line, which shows or hides it.
 *
 * @param onToggle is told which line is to be shown from now on, or not
 */
export function createLegend(
  list: HTMLElement,
  labels: readonly string[],
  hidden: ReadonlySet<string>,
  onToggle: (index: number, isShown: boolean) => void,
): void {
  list.replaceChildren(
    ...labels.map((label, index) => {
      const button = newElement('button', label, { type: 'button', 'aria-pressed': String(!hidden.has(label)) });
      button.prepend(sampleOf(index));
      button.addEventListener('click', () => {
        const isShown = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(isShown));
        onToggle(index, isShown);
      });
      const item = newElement('li');
      item.append(button);
      return item;
    }),
  );
}
