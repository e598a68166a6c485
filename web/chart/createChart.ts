import { dateText } from '../figures/dates.ts';
import { htmlElement } from '../page/elements.ts';
import type { ChartOptions } from './chartOptions.ts';
import { drawChart, type DrawnChart } from './drawChart.ts';
import { swatch } from './swatch.ts';

/** A chart in its place on the page. */
export interface Chart {
  readonly element: HTMLElement;
  show(options: ChartOptions): void;
}

/** Keys of a slider (ARIA Authoring Practices, slider) and where they lead, from a place to another of `count`. */
const keys: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  PageDown: (at) => at - 7,
  PageUp: (at) => at + 7,
  Home: () => 0,
  End: (_, count) => count - 1,
};
/** Narrower than this nothing is drawn, in CSS pixels. */
const leastWidth = 120;

function wordsOf({ dates, lines, text, step }: ChartOptions, at: number): string {
  const day = dateText(dates[at] ?? '', step === 'month' ? 'monthYear' : 'date');
  const figures = lines.map(({ name, values }) => {
    const value = values[at] ?? null;
    return `${name} ${value === null ? 'no figure' : text.full(value)}`;
  });
  return `${step === 'week' ? 'week from ' : ''}${day}: ${figures.join(', ')}`;
}

/** What is told of a date beside the pointer. */
function tipOf({ dates, lines, text, step, gaps }: ChartOptions, at: number): readonly HTMLElement[] {
  const isMissing = gaps.some(({ from, to }) => from <= at && at <= to);
  const hasDays = lines.some(({ faint }) => faint !== undefined);
  const rows = lines
    .map(({ name, slot, values, faint }) => ({ name, slot, value: values[at] ?? null, day: faint?.[at] ?? null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const cell = (...children: readonly (Node | string)[]): HTMLElement => htmlElement('td', {}, ...children);
  const head = htmlElement('tr', { class: 'quiet' }, cell(), cell('7 days'), cell('that day'));
  const body = rows.map(({ name, slot, value, day }) => {
    const cells = hasDays ? [cell(day === null ? (isMissing ? 'missing' : '–') : text.full(day))] : [];
    return htmlElement('tr', {}, cell(swatch(slot), name), cell(text.full(value)), ...cells);
  });
  const title = dateText(dates[at] ?? '', step === 'month' ? 'monthYear' : 'weekday');
  return [
    htmlElement('strong', {}, `${step === 'week' ? 'Week from ' : ''}${title}`),
    htmlElement('table', {}, ...(hasDays ? [head] : []), ...body),
  ];
}

/**
 * Makes a chart that is a slider over its dates for the keyboard and for assistive technology, and follows the pointer. It
 * is drawn anew when its width changes.
 */
export function createChart(id: string): Chart {
  const tip = htmlElement('div', { class: 'tip', 'aria-hidden': 'true' });
  const element = htmlElement('div', { class: 'chart', id, role: 'slider', tabindex: 0, 'aria-valuemin': 0 }, tip);
  let options: ChartOptions | undefined;
  let drawn: DrawnChart | undefined;
  let place = 0;
  tip.hidden = true;

  function setPlace(at: number): void {
    if (options === undefined) return;
    place = Math.min(options.dates.length - 1, Math.max(0, at));
    element.setAttribute('aria-valuenow', String(place));
    element.setAttribute('aria-valuetext', wordsOf(options, place));
  }
  function hide(): void {
    tip.hidden = true;
    drawn?.cursor.setAttribute('visibility', 'hidden');
  }
  function point(at: number): void {
    setPlace(at);
    if (options === undefined || drawn === undefined) return;
    const { geometry, cursor } = drawn;
    const x = geometry.x(place);
    cursor.setAttribute('visibility', 'visible');
    const [rule, ...dots] = cursor.children;
    for (const name of ['x1', 'x2']) rule?.setAttribute(name, String(x));
    for (const [index, dot] of dots.entries()) {
      const value = options.lines[index]?.values[place] ?? null;
      dot.setAttribute('cx', String(x));
      dot.setAttribute('cy', String(value === null ? -99 : geometry.y(value)));
    }
    tip.replaceChildren(...tipOf(options, place));
    tip.hidden = false;
    const isRight = x > (geometry.left + geometry.right) / 2;
    const left = isRight ? x - tip.offsetWidth - 14 : x + 14;
    tip.style.setProperty('left', `${Math.max(0, Math.min(left, geometry.width - tip.offsetWidth))}px`);
  }
  function draw(): void {
    const width = element.clientWidth;
    if (options === undefined || width < leastWidth) return;
    const made = drawChart(id, options, width);
    drawn?.svg.remove();
    element.prepend(made.svg);
    drawn = made;
  }

  element.addEventListener('pointermove', (event) => {
    if (options === undefined || drawn === undefined) return;
    const { left, right } = drawn.geometry;
    const share = (event.clientX - element.getBoundingClientRect().left - left) / (right - left);
    if (share < -0.03 || share > 1.03) hide();
    else point(Math.round(share * (options.dates.length - 1)));
  });
  element.addEventListener('pointerleave', hide);
  element.addEventListener('blur', hide);
  element.addEventListener('focus', () => {
    if (element.matches(':focus-visible')) point(place);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    const lead = keys[event.key];
    if (lead === undefined || options === undefined) return;
    event.preventDefault();
    point(lead(place, options.dates.length));
  });
  new ResizeObserver(() => {
    if (drawn?.geometry.width !== element.clientWidth) draw();
  }).observe(element);

  return {
    element,
    show(shown) {
      options = shown;
      element.setAttribute('aria-label', shown.label);
      element.setAttribute('aria-valuemax', String(shown.dates.length - 1));
      hide();
      setPlace(shown.dates.length - 1);
      draw();
      // What is put into the page in the same turn has its width behind it, and is drawn before anything is painted.
      if (!element.isConnected) queueMicrotask(draw);
    },
  };
}
