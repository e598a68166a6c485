import { createChart } from '../chart/createChart.ts';
import { dateText } from '../figures/dates.ts';
import { gapsOf } from '../figures/gapsOf.ts';
import { numberTextOf } from '../figures/numberText.ts';
import { htmlElement } from '../page/elements.ts';
import { overviewYear } from './overviewFigures.ts';
import { panelLabel, type OverviewPanel } from './overviewPanel.ts';
import { overviewServices } from './overviewServices.ts';

const set = 'office365ActiveUserCounts';
/** Days as they are up to this many of them; more are shown by their average. */
const fewDays = 31;

/** The chart of a year: people active on a day, a line for each service. */
export const dailyPanel: OverviewPanel = {
  parts: ['active'],
  title: () => 'People active on a day',
  draw({ rows, reports }) {
    const years = overviewServices.flatMap(({ column, slot, name }) => {
      const year = overviewYear(rows.active, column);
      return year === undefined ? [] : [{ year, slot, name: name ?? panelLabel(reports, set, column) }];
    });
    const first = years[0]?.year;
    if (first === undefined) return undefined;
    const { dates } = first;
    const isFew = dates.length <= fewDays;
    const chart = createChart('daily');
    chart.show({
      dates,
      label: 'Day in the chart of active people',
      lines: years.map(({ year, slot, name }) => ({
        name,
        slot,
        values: isFew ? year.values : year.averages,
        ...(!isFew && { faint: year.values }),
      })),
      text: numberTextOf({}),
      gaps: gapsOf(dates, first.rows),
      step: 'day',
      hasPoints: isFew,
      hasWeekends: isFew,
      height: 340,
    });
    const kind = isFew ? 'each day' : 'average of 7 days, one year';
    return htmlElement(
      'figure',
      {},
      htmlElement(
        'figcaption',
        { class: 'bar-of-section' },
        htmlElement('h2', {}, 'People active on a day ', htmlElement('span', { class: 'quiet small' }, kind)),
      ),
      chart.element,
      htmlElement(
        'p',
        { class: 'hide' },
        `Line chart, ${dateText(dates[0] ?? '')} to ${dateText(dates.at(-1) ?? '')}.`,
      ),
    );
  },
};
