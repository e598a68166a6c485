import { createChart, type Chart } from './createChart.ts';
import { createLegend } from './createLegend.ts';
import { elementOf } from './elements.ts';
import { figuresText, type Figures } from './figures.ts';
import { showTable } from './showTable.ts';

/** Where figures are shown: chart, legend and table. */
export interface ReportView {
  show(title: string, figures: Figures): void;
  clear(): void;
}

/** Makes the part of the page that shows figures; it is drawn anew when the colours of the system change. */
export function createReportView(): ReportView {
  const section = elementOf('result', HTMLElement);
  const frame = elementOf('chart', HTMLElement);
  const tip = elementOf('tip', HTMLElement);
  const title = elementOf('chartTitle', HTMLElement);
  const summary = elementOf('chartText', HTMLElement);
  const table = elementOf('table', HTMLTableElement);
  /** Labels of hidden lines; what is hidden stays so when other days are shown. */
  const hidden = new Set<string>();
  let figures: Figures | undefined;
  let chart: Chart | undefined;

  function draw(shown: Figures): void {
    chart?.remove();
    const drawn = createChart(frame, tip, shown, hidden);
    chart = drawn;
    const labels = shown.lines.map(({ label }) => label);
    createLegend(elementOf('legend', HTMLElement), labels, hidden, (index, isShown) => {
      const label = labels[index] ?? '';
      if (isShown) hidden.delete(label);
      else hidden.add(label);
      drawn.toggle(index, isShown);
    });
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (figures !== undefined) draw(figures);
  });

  return {
    show(name, shown) {
      section.hidden = false;
      figures = shown;
      title.textContent = name;
      summary.textContent = figuresText(shown);
      draw(shown);
      showTable(table, name, shown);
    },
    clear() {
      section.hidden = true;
      figures = undefined;
      chart?.remove();
      chart = undefined;
    },
  };
}
