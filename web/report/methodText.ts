import { bucketsOf } from '../figures/buckets.ts';
import { dateText } from '../figures/dates.ts';
import { isAveraged, isOfDays, type ChartAreaInput } from './chartArea.ts';
import { isState } from './lineFigures.ts';

const days = (count: number): string => `${count} ${count === 1 ? 'day is' : 'days are'} missing`;

/** How the chart is to be read: what a point is, what is left out, what does not add up. */
export function methodText(input: ChartAreaInput): string {
  const { daily, step, lines, isTotal } = input;
  const missing = daily.rows.filter((row) => row === undefined).length;
  const measures = new Set(lines.map(({ column }) => column.measure));
  const sentences: string[] = [];
  if (step !== 'day') {
    const left = bucketsOf(daily, step).filter(({ isWhole }) => !isWhole).length;
    const what = [
      ...(measures.has('flow') ? ['the sum of the days'] : []),
      ...(measures.has('distinct') ? ['the average of the days'] : []),
      ...(lines.some(({ column }) => isState(column)) ? ['the last day'] : []),
    ].join(' or ');
    sentences.push(
      `Each point is ${what} of a ${step}${step === 'week' ? ' from Monday' : ''}; ${step}s that lack a day are left out (${left}).`,
    );
  } else if (isTotal) {
    sentences.push(
      'Each point is counted over the whole period that ends with its date: points overlap and are not added.',
    );
    if (missing > 0) sentences.push(`${days(missing)}.`);
  } else if (isAveraged(input)) {
    sentences.push(
      'Lines are the average of the seven days up to each day; point at a line, or show one alone, for the days behind it.',
    );
    if (missing > 0) sentences.push(`${days(missing)}; an average needs all seven.`);
  } else {
    sentences.push(`Each point is a day${isOfDays(input) ? '; Saturdays and Sundays are shaded' : ''}.`);
    if (missing > 0) sentences.push(`${days(missing)}.`);
  }
  if (measures.has('distinct') && lines.length > 1)
    sentences.push('Who did two of these is counted in both, so lines do not add up.');
  const newest = daily.dates.at(-1);
  if (newest !== undefined) sentences.push(`Newest ${isTotal ? 'date' : 'day'}: ${dateText(newest)}.`);
  return sentences.join(' ');
}
