import { createChart, type Chart } from '../chart/createChart.ts';
import type { ChartLine } from '../chart/chartOptions.ts';
import { bucketFigures, bucketsOf, type Step } from '../figures/buckets.ts';
import type { Daily, Figures } from '../figures/daily.ts';
import { dateAfter } from '../figures/dates.ts';
import { gapsOf } from '../figures/gapsOf.ts';
import { numberTextOf } from '../figures/numberText.ts';
import { htmlElement } from '../page/elements.ts';
import { chartGroups } from './chartGroups.ts';
import { isState, type LineFigures } from './lineFigures.ts';

/** What is drawn. */
export interface ChartAreaInput {
  /** The days that are shown. */
  readonly daily: Daily;
  readonly lines: readonly LineFigures[];
  readonly slots: ReadonlyMap<string, string>;
  readonly step: Step;
  /** Days of a total are not averaged: each is a period of its own. */
  readonly isTotal: boolean;
  /** What the span compared with is called; undefined where none is drawn. */
  readonly past: string | undefined;
}

/** Days as they are up to this many of them; more are shown by their average. */
const fewDays = 31;
/** Lines that may be drawn with the span they are compared with. */
const fewLines = 3;

/** Whether the lines are averages of seven days. */
export const isAveraged = ({ daily, step, isTotal, lines }: ChartAreaInput): boolean =>
  daily.dates.length > fewDays && step === 'day' && !isTotal && lines.some(({ column }) => !isState(column));

/** One day is drawn in the middle of seven. */
function padded(values: Figures, count: number): Figures {
  return count === 1 ? [null, null, null, ...values, null, null, null] : values;
}

/** Whether the points are days as they were, of which weekends are shaded; a date of a total ends a period instead. */
export const isOfDays = (input: ChartAreaInput): boolean =>
  input.step === 'day' && !input.isTotal && !isAveraged(input) && input.daily.dates.length <= fewDays;

function lineOf(line: LineFigures, input: ChartAreaInput, buckets: ReturnType<typeof bucketsOf>): ChartLine {
  const { column, days, averages, daysBefore, averagesBefore, isThereBefore } = line;
  const { step, slots, past, lines, daily } = input;
  const base = { name: column.label, slot: slots.get(column.name) ?? '8' };
  const isCompared = past !== undefined && lines.length <= fewLines;
  if (step !== 'day') {
    const measure = column.measure ?? 'level';
    const values = bucketFigures(days, buckets, measure);
    if (!isCompared || daysBefore === undefined) return { ...base, values };
    // As many days as each week or month has, of which none may be missing either.
    const then = buckets.map((bucket) => ({
      ...bucket,
      isWhole: bucket.isWhole && isThereBefore?.slice(bucket.from, bucket.to + 1).every(Boolean) === true,
    }));
    return { ...base, values, before: bucketFigures(daysBefore, then, measure), past };
  }
  const isMean = isAveraged(input) && !isState(column);
  const before = isMean ? averagesBefore : daysBefore;
  return {
    ...base,
    values: padded(isMean ? averages : days, daily.dates.length),
    ...(isMean && { faint: days }),
    ...(before !== undefined && isCompared && { before, past }),
  };
}

/** The charts of a report. */
export interface ChartArea {
  readonly element: HTMLElement;
  show(input: ChartAreaInput): void;
}

/** Makes the place of the charts: one for each unit, and one for lines too small for the axis of the others. */
export function createChartArea(): ChartArea {
  const element = htmlElement('div', { class: 'charts' });
  const charts: Chart[] = [];
  return {
    element,
    show(input) {
      const { daily, step, lines } = input;
      const groups = chartGroups(lines);
      const buckets = step === 'day' ? [] : bucketsOf(daily, step);
      const bucketAt = (at: number): number => buckets.findIndex(({ from, to }) => from <= at && at <= to);
      const missing = gapsOf(daily.dates, daily.rows);
      const gaps =
        step === 'day'
          ? missing
          : missing.map(({ from, to, text }) => ({ from: bucketAt(from), to: bucketAt(to), text }));
      const first = daily.dates[0] ?? '';
      const days =
        daily.dates.length === 1 ? Array.from({ length: 7 }, (_, at) => dateAfter(first, at - 3)) : daily.dates;
      while (charts.length < groups.length)
        charts.push(createChart(charts.length === 0 ? 'chart' : `chart${charts.length + 1}`));
      element.replaceChildren(...charts.slice(0, groups.length).map((chart) => chart.element));
      for (const [at, group] of groups.entries()) {
        const [line] = group;
        charts[at]?.show({
          dates: step === 'day' ? days : buckets.map(({ date }) => date),
          lines: group.map((each) => lineOf(each, input, buckets)),
          label: `${step === 'day' ? 'Day' : step === 'week' ? 'Week' : 'Month'} in the chart${at === 0 ? '' : ` of ${group.map(({ column }) => column.label).join(', ')}`}`,
          text: numberTextOf(line?.column ?? {}),
          gaps,
          step,
          hasPoints: step === 'day' ? !isAveraged(input) && days.length <= fewDays : days.length <= 400,
          hasWeekends: isOfDays(input),
          height: at === 0 ? 360 : 200,
        });
      }
    },
  };
}
