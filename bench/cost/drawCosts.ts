import type { Cost } from './measureCost.ts';

const size = { width: 860, height: 380, panel: 330, plot: 250, left: 60, top: 60 } as const;
const colours = ['#0b6e99', '#2f855a', '#b7791f', '#c53030'];

interface Panel {
  readonly title: string;
  readonly value: (cost: Cost) => number;
  /** Powers of ten at the ends of the vertical axis. */
  readonly from: number;
  readonly to: number;
}

const panels: readonly Panel[] = [
  { title: 'milliseconds per request', value: ({ milliseconds }) => milliseconds, from: -2, to: 3 },
  { title: 'storage requests per request', value: ({ storageRequests }) => storageRequests, from: 0, to: 3 },
];

const fixed = (value: number): string => value.toFixed(1);

function drawPanel({ title, value, from, to }: Panel, index: number, costs: readonly Cost[]): string {
  const x0 = size.left + index * (size.panel + 80);
  const x = (rows: number): number => x0 + ((Math.log10(rows) - 2) / 3) * size.panel;
  const y = (at: number): number => size.top + size.plot * (1 - (Math.log10(at) - from) / (to - from));
  const bottom = size.top + size.plot;
  const lines = [`<text x="${x0}" y="${size.top - 12}" class="title">${title}</text>`];
  for (let power = from; power <= to; power += 1) {
    const at = fixed(y(10 ** power));
    lines.push(`<line x1="${x0}" x2="${x0 + size.panel}" y1="${at}" y2="${at}" class="grid"/>`);
    lines.push(`<text x="${x0 - 6}" y="${at}" dy="4" text-anchor="end">${10 ** power}</text>`);
  }
  for (const rows of [100, 1000, 10_000, 100_000]) {
    lines.push(
      `<text x="${fixed(x(rows))}" y="${bottom + 18}" text-anchor="middle">${rows.toLocaleString('en')}</text>`,
    );
  }
  const kinds = [...new Set(costs.map(({ kind }) => kind))];
  for (const [number, kind] of kinds.entries()) {
    const own = costs.filter((cost) => cost.kind === kind);
    const points = own.map((cost) => `${fixed(x(cost.rows))},${fixed(y(value(cost)))}`);
    const colour = colours[number % colours.length] ?? '';
    lines.push(`<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const point of points) {
      const [cx, cy] = point.split(',');
      lines.push(`<circle cx="${cx ?? ''}" cy="${cy ?? ''}" r="3" fill="${colour}"/>`);
    }
    const legend = x0 + (number % 2) * 160;
    const row = bottom + 38 + Math.floor(number / 2) * 18;
    if (index === 0) lines.push(`<text x="${legend}" y="${row}" fill="${colour}">&#9679; ${kind}</text>`);
  }
  return lines.join('\n');
}

/** The chart of `docs/cost.svg`: what a request takes against how many rows are stored, both axes logarithmic. */
export function drawCosts(costs: readonly Cost[], caption: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Cost of a request against stored rows">
<style>text{font:12px sans-serif}.title{font-weight:bold}.grid{stroke:#ddd}</style>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${size.left}" y="22" class="title">Cost of a request against stored rows</text>
${panels.map((panel, index) => drawPanel(panel, index, costs)).join('\n')}
<text x="${size.left + size.panel + 80}" y="${size.top + size.plot + 38}">${caption}</text>
</svg>
`;
}
