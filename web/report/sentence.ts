import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { dateText } from '../figures/dates.ts';
import { numberTextOf, signedText } from '../figures/numberText.ts';
import { isState, type LineFigures } from './lineFigures.ts';

function compared(change: number, to: string): string {
  const text = signedText(Math.abs(change));
  return text.startsWith('+') ? `${text.slice(1)} ${change < 0 ? 'less' : 'more'} than ${to}` : `as much as ${to}`;
}

/** What a number of people is called, where the report counts people. */
const nounOf = (title: string, { measure }: ListedColumn): string =>
  measure === 'distinct' && /people|organisers|participants/i.test(title) ? ' people' : '';

/**
 * What a line says, in a sentence.
 *
 * @param title of the report
 * @param date the newest day that is shown
 * @param step days back of the change
 */
export function sentence(
  title: string,
  { column, lately, change, yearChange }: LineFigures,
  date: string,
  step: number,
): string {
  // A label has a colon of its own where it tells a service and what is counted.
  const label = column.label.replace(': ', ', ');
  const day = dateText(date);
  if (lately === null)
    return isState(column)
      ? `${label}: no figure for ${day}.`
      : `${label}: a day of the seven up to ${day} is missing, so there is no average.`;
  const figure = numberTextOf(column).full(lately);
  const [what, before] = isState(column)
    ? [`${figure} on ${day}`, step === 7 ? 'a week before' : `${step} days before`]
    : [`${figure}${nounOf(title, column)} on a day in the 7 days to ${day}`, 'in the 7 days before'];
  const parts = [
    ...(change === null ? [] : [compared(change, before)]),
    ...(yearChange === null ? [] : [compared(yearChange, 'a year ago')]),
  ];
  return `${label}: ${what}${parts.length === 0 ? '' : `: ${parts.join(' and ')}`}.`;
}
