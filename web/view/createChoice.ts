import { dateAfter, type DateRange } from '../reports/dates.ts';
import type { ReportType } from '../reports/readReportTypes.ts';
import { elementOf, newElement } from './elements.ts';

/** What somebody has chosen. */
export interface Choice {
  readonly type: ReportType;
  readonly period: string;
  /** Absent until a range of days is chosen: the newest period is meant. */
  readonly range: DateRange | undefined;
}

/** The form in which report, period and days are chosen. */
export interface ChoiceForm {
  /** Fills in the range that is shown. */
  setRange(range: DateRange): void;
  setTypes(types: readonly ReportType[]): void;
  /** What is chosen now; the range only if the form says so. */
  read(withRange: boolean): Choice | undefined;
}

/** The days a report of a period covers, up to its newest. */
export function rangeOf(newest: string, period: string): DateRange {
  return { from: dateAfter(newest, 1 - Number(period)), to: newest };
}

/**
 * Makes the form work.
 *
 * @param onChoice is called when something else is chosen; with true when it is a range of days
 */
export function createChoice(onChoice: (withRange: boolean) => void): ChoiceForm {
  const form = elementOf('choice', HTMLFormElement);
  const select = elementOf('type', HTMLSelectElement);
  const [from, to] = [elementOf('from', HTMLInputElement), elementOf('to', HTMLInputElement)];
  const wrongOrder = 'The first day is after the last: choose an earlier first day or a later last one.';
  let types: readonly ReportType[] = [];

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onChoice(true);
  });
  form.addEventListener('change', ({ target }) => {
    to.setCustomValidity(from.value > to.value ? wrongOrder : '');
    if (target !== from && target !== to) onChoice(false);
  });

  return {
    setTypes(known) {
      types = known;
      select.replaceChildren(...known.map(({ set, title }) => newElement('option', title, { value: set })));
    },
    setRange(range) {
      [from.value, to.value] = [range.from, range.to];
      to.setCustomValidity('');
    },
    read(withRange) {
      const type = types.find(({ set }) => set === select.value);
      const period = new FormData(form).get('period');
      if (type === undefined || typeof period !== 'string') return undefined;
      return { type, period, range: withRange ? { from: from.value, to: to.value } : undefined };
    },
  };
}
