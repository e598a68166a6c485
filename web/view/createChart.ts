import uPlot from 'uplot';
import { dateText } from '../reports/dates.ts';
import type { Figures } from './figures.ts';
import { numberText } from './numberText.ts';
import { lineStyle } from './lineStyle.ts';
import { newElement } from './elements.ts';

/** A chart on the page. */
export interface Chart {
  /** Shows or hides a line. */
  toggle(index: number, isShown: boolean): void;
  remove(): void;
}

/** Height of the drawing in CSS pixels. */
const height = 340;
const font = '12px system-ui, sans-serif';

const styleOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axis(more: uPlot.Axis): uPlot.Axis {
  const grid = { stroke: styleOf('--rule'), width: 1 };
  return { stroke: styleOf('--text'), font, grid, ticks: grid, ...more };
}

/** A number on the axis, which has room for seven characters. */
const shortNumber = (value: number): string =>
  value.toLocaleString(undefined, Math.abs(value) < 1e5 ? {} : { notation: 'compact' });

/** A day on the axis, from the seconds uPlot counts in. */
const shortDate = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleDateString(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Dates as uPlot wants them, and values as near to their text as a drawing needs them. */
function dataOf({ dates, lines }: Figures): uPlot.AlignedData {
  const values = lines.map((line) => line.values.map((value) => (value === null ? null : Number(value))));
  return [dates.map((date) => Date.parse(date) / 1000), ...values];
}

function optionsOf(
  { lines, dates }: Figures,
  hidden: ReadonlySet<string>,
  width: number,
  onCursor: (chart: uPlot) => void,
): uPlot.Options {
  const isSparse = dates.length <= 31;
  return {
    width,
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 8 } },
    hooks: { setCursor: [onCursor] },
    axes: [
      // Days are the finest thing there is: 1, 2, 3, 5, 7, 10, 15 and 30 of them, and months.
      axis({
        incrs: [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180].map((days) => days * 86_400),
        space: 90,
        values: (_chart, splits) => splits.map(shortDate),
      }),
      axis({ size: 64, values: (_chart, splits) => splits.map(shortNumber) }),
    ],
    series: [
      {},
      ...lines.map(({ label }, index) => {
        const { color, dash } = lineStyle(index);
        return {
          label,
          stroke: color,
          width: 2,
          dash: [...dash],
          show: !hidden.has(label),
          points: { show: isSparse, size: 5, fill: color },
        };
      }),
    ],
  };
}

/**
 * Draws figures into a frame. The frame is a slider over the days for the keyboard and for screen readers: arrow keys,
 * Home and End move the same mark as the mouse does, and each day is read with its values (WAI-ARIA 1.2, slider).
 *
 * @param tip what follows the mark and names the values
 */
export function createChart(
  frame: HTMLElement,
  tip: HTMLElement,
  figures: Figures,
  hidden: ReadonlySet<string>,
): Chart {
  const { dates, lines } = figures;
  const shown = lines.map(({ label }) => !hidden.has(label));
  const textsAt = (index: number): readonly string[] =>
    lines.flatMap(({ label, values }, line) => (shown[line] === true ? `${label}: ${numberText(values[index])}` : []));

  function showDay({ cursor, over, bbox }: uPlot): void {
    const { idx, left = -1 } = cursor;
    const date = typeof idx === 'number' && left >= 0 ? dates[idx] : undefined;
    tip.hidden = date === undefined;
    if (date === undefined || typeof idx !== 'number') return;
    const texts = textsAt(idx);
    tip.replaceChildren(newElement('strong', dateText(date)), ...texts.map((text) => newElement('div', text)));
    frame.setAttribute('aria-valuenow', String(idx));
    frame.setAttribute('aria-valuetext', [dateText(date), ...texts].join(', '));
    // Beside the mark, on the side that has more room.
    const isRight = left > over.clientWidth / 2;
    const offset = bbox.left / devicePixelRatio + left + (isRight ? -12 - tip.offsetWidth : 12);
    tip.style.transform = `translate(${Math.round(Math.max(offset, 0))}px, 16px)`;
  }

  const chart = new uPlot(optionsOf(figures, hidden, frame.clientWidth, showDay), dataOf(figures), frame);
  const resized = new ResizeObserver(() => chart.setSize({ width: frame.clientWidth, height }));
  resized.observe(frame);

  function moveTo(index: number): void {
    const left = chart.valToPos(Date.parse(dates[index] ?? '') / 1000, 'x');
    chart.setCursor({ left, top: 0 });
  }

  const steps: Readonly<Record<string, (now: number) => number>> = {
    ArrowLeft: (now) => now - 1,
    ArrowDown: (now) => now - 1,
    ArrowRight: (now) => now + 1,
    ArrowUp: (now) => now + 1,
    PageDown: (now) => now - 7,
    PageUp: (now) => now + 7,
    Home: () => 0,
    End: () => dates.length - 1,
  };
  const listening = new AbortController();
  const { signal } = listening;
  const nowAt = (): number => Number(frame.getAttribute('aria-valuenow'));
  frame.addEventListener(
    'keydown',
    (event) => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      moveTo(Math.min(Math.max(step(nowAt()), 0), dates.length - 1));
    },
    { signal },
  );
  frame.addEventListener('focus', () => moveTo(nowAt()), { signal });
  frame.addEventListener('blur', () => (tip.hidden = true), { signal });
  frame.setAttribute('aria-valuemin', '0');
  frame.setAttribute('aria-valuemax', String(dates.length - 1));
  frame.setAttribute('aria-valuenow', String(dates.length - 1));
  frame.setAttribute('aria-valuetext', [dateText(dates.at(-1) ?? ''), ...textsAt(dates.length - 1)].join(', '));

  return {
    toggle(index, isShown) {
      shown[index] = isShown;
      chart.setSeries(index + 1, { show: isShown });
    },
    remove() {
      listening.abort();
      resized.disconnect();
      chart.destroy();
      tip.hidden = true;
    },
  };
}
